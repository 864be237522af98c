import { setTimeout as delay } from 'node:timers/promises';
import { type BenchRow, cpuEach } from '../bench-row.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { inTurns } from '../load/turns.ts';
import { saves } from './save-column.ts';

const CLIENTS = 32;
/** Until the gateway has seen a replica that came. */
const SEEN_MS = 5000;

/** Saves through the gateway with three journals against one; where the cores go says what gives way first. */
export async function replicaRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const { platform } = bench;
  const { ours: three, theirs: one } = await inTurns(
    async () => {
      for (const index of [1, 2]) await platform.startReplica('journal', index);
      await delay(SEEN_MS);
      const measured = await saves(bench, { clients: CLIENTS, through: 'gateway' });
      for (const index of [1, 2]) await platform.stopReplica('journal', index);
      return measured;
    },
    () => saves(bench, { clients: CLIENTS, through: 'gateway' }),
    (turn) => turn.ours.load.perSecond / turn.theirs.load.perSecond,
  );
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
