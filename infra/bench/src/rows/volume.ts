import { say } from '@parta/local/say';
import type { BenchRow } from '../bench-row.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { whenCalm } from '../load/cpu.ts';
import { inDatabase, schoolOf30, seedRegion } from '../platform/seed-region.ts';
import { whenArrived } from '../platform/when-arrived.ts';
import { spawnMemory } from '../peers/spawn-peer.ts';
import { median } from '../statistics.ts';
import { load, reads } from './reads.ts';
import { saves } from './save-column.ts';

/** Each school has 6 × 20 × 30 = 3,600 marks. */
const SMALL = 56;
const LARGE = 5556;
const AT_ONCE = 500;
const CLIENTS = 4;
const ROUNDS = 3;
const ANSWER_BYTES = 10_000;

interface Medians {
  readonly page: number;
  readonly diary: number;
  readonly save: number;
  /** Express answering from memory: how fast the machine itself was meanwhile. */
  readonly machine: number;
}

/**
 * Twenty million marks against two hundred thousand: latencies of the page, the diary and a save, in one run. What the machine itself
 * became slower or faster by while the millions were written is taken out of the comparison.
 */
export async function volumeRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const owner = (service: string): string => bench.platform.databaseUrl(service, 'owner');
  await seedRegion(owner, { ...schoolOf30, institutions: SMALL }, 20);
  await settle(bench, owner);
  const small = await medians(bench);
  for (let first = SMALL; first < LARGE; first += AT_ONCE) {
    const last = Math.min(LARGE, first + AT_ONCE);
    await seedRegion(owner, { ...schoolOf30, institutions: last }, first);
    say(`      ${((last * 3600) / 1e6).toFixed(1)} million marks`);
  }
  await settle(bench, owner);
  const large = await medians(bench);
  const drift = large.machine / small.machine;
  return (['page', 'diary', 'save'] as const).map((what) => ({
    row: `${what} with 20 million marks`,
    unit: 'ms',
    value: large[what],
    peer: { name: 'with 200 thousand', value: small[what] * drift },
    goal: { atMost: 1.2 },
    details: { 'with 200 thousand as measured': small[what], 'the machine took, times': drift },
  }));
}

/** What a region does in the nights of a year: without it the upkeep of millions of fresh rows would run beside the reads. */
async function settle(bench: BenchPlatform, owner: (service: string) => string): Promise<void> {
  for (const service of ['journal', 'notifications', 'reporting']) {
    await inDatabase(owner(service), (client) => client.query('vacuum (analyze)'));
  }
  await whenArrived(bench);
  await whenCalm(bench.processes);
}

/** Of several rounds, so that what happens to run beside one of them does not decide. */
async function medians(bench: BenchPlatform): Promise<Medians> {
  const url = bench.platform.services['journal']?.[0]?.url ?? '';
  const of = async (read: typeof reads.page, at = url): Promise<number> => {
    const all = Array.from({ length: 20 }, (_, client) => read(client));
    const { medianMs } = await load(bench, at, all, { clients: CLIENTS });
    return medianMs;
  };
  await using memory = await spawnMemory(JSON.stringify({ text: 'x'.repeat(ANSWER_BYTES) }));
  const rounds: Medians[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { load: saving } = await saves(bench, { clients: CLIENTS, through: 'service' });
    await whenArrived(bench);
    const machine = await of(reads.page, memory.url);
    rounds.push({ page: await of(reads.page), diary: await of(reads.diary), save: saving.medianMs, machine });
  }
  const middle = (what: keyof Medians): number => median(rounds.map((round) => round[what]));
  return { page: middle('page'), diary: middle('diary'), save: middle('save'), machine: middle('machine') };
}
