import { type BenchRow, cpuEach } from '../bench-row.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { saves } from './save-column.ts';

const CLIENTS = 32;

/** Saves through the gateway with three journals against one; where the cores go says what gives way first. */
export async function replicaRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const { platform } = bench;
  const one = await saves(bench, { clients: CLIENTS, through: 'gateway' });
  for (const index of [1, 2]) await platform.startReplica('journal', index);
  // until the gateway has seen them
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const three = await saves(bench, { clients: CLIENTS, through: 'gateway' });
  for (const index of [1, 2]) await platform.stopReplica('journal', index);
  return [
    {
      row: `three journals, saves of 25 cells, ${CLIENTS} clients`,
      unit: 'saves/s',
      value: three.load.perSecond,
      peer: { name: 'one journal', value: one.load.perSecond },
      details: { 'p95 ms': three.load.p95Ms, 'one p95 ms': one.load.p95Ms, ...cpuEach(three.cpu, three.load.requests) },
    },
  ];
}
