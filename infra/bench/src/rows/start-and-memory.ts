import { setTimeout as delay } from 'node:timers/promises';
import type { BenchRow } from '../bench-row.ts';
import { memoryKb } from '../load/cpu.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { median } from '../statistics.ts';

const ROUNDS = 5;
const REST_MS = 20_000;

/** From the spawn of one service to its readiness, and the memory of gateway and services when nobody asks for anything. */
export async function startAndMemoryRows({ platform, processes }: BenchPlatform): Promise<readonly BenchRow[]> {
  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await platform.stopReplica('contingent', 0);
    const begin = performance.now();
    await platform.startReplica('contingent', 0);
    starts.push(performance.now() - begin);
  }
  await delay(REST_MS);
  const ours = Object.entries(processes()).filter(([name]) => Object.hasOwn(platform.services, name));
  const megabytes = ours.map(([name, pids]): [string, number] => [
    `${name} MB`,
    pids.reduce((sum, pid) => sum + memoryKb(pid), 0) / 1024,
  ]);
  return [
    { row: 'start of one service', unit: 'ms', value: median(starts), goal: { atMost: 1000 } },
    {
      row: 'memory at rest, gateway and six services',
      unit: 'MB',
      value: megabytes.reduce((sum, [, value]) => sum + value, 0),
      goal: { atMost: 1228 },
      details: Object.fromEntries(megabytes),
    },
  ];
}
