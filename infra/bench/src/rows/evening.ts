import { type BenchRow, cpuEach } from '../bench-row.ts';
import { cpuOf } from '../load/cpu.ts';
import { buildSender, expectStatus } from '../load/http-sender.ts';
import { openLoop } from '../load/load.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { headersOf, type Read, reads } from './reads.ts';

/** Reads a second of the evening peak of 500,000 students; this machine plays a tenth of it. */
const PEAK = 1020;
const SHARE = 0.1;
const SECONDS = 120;
/** Cores are planned to be busy at most so much. */
const USE = 0.6;

/** What families and teachers open in the evening, in parts of a hundred. */
const mix: readonly { readonly share: number; readonly read: (client: number) => Read }[] = [
  { share: 55, read: reads.diary },
  {
    share: 20,
    read: (client) => ({ ...reads.diary(client), path: reads.diary(client).path.replace('/week', '/subjects') }),
  },
  { share: 15, read: (client) => ({ ...reads.diary(client), service: 'notifications', path: '/inbox' }) },
  { share: 8, read: reads.page },
  { share: 2, read: reads.matrix },
];
const turns = mix.flatMap(({ share, read }) => Array.from({ length: share }, () => read));

/** A tenth of the evening peak through the gateway as an open loop; CPU a request tells how many cores a region needs. */
export async function eveningRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const sender = buildSender(bench.platform.url);
  const tokens = new Map<string, string>();
  const tokenOf = ({ actor }: Read): string => {
    const known = tokens.get(actor.person) ?? bench.token(actor);
    tokens.set(actor.person, known);
    return known;
  };
  const rate = PEAK * SHARE;
  const { result, cpu } = await cpuOf(bench.processes, () =>
    openLoop({ perSecond: rate, seconds: SECONDS }, async (turn) => {
      // 37 and 100 have no common divisor: every part of the mix comes in every hundred turns, mingled
      const read = turns[(turn * 37) % turns.length]?.(turn);
      if (!read) return;
      const path = `/api/${read.service}${read.path}`;
      expectStatus(await sender.send({ path, headers: headersOf(tokenOf(read)) }), 200);
    }),
  );
  sender.close();
  const each = cpuEach(cpu, result.requests);
  const msEach = Object.values(each).reduce((sum, ms) => sum + ms, 0);
  const cores = (perSecond: number): number => (perSecond * msEach) / 1000 / USE;
  return [
    {
      row: `evening mix at ${rate} reads/s for ${SECONDS} s, p95`,
      unit: 'ms',
      value: result.p95Ms,
      goal: { atMost: 500 },
      details: { 'median ms': result.medianMs, 'p99 ms': result.p99Ms, failed: result.failed, ...each },
    },
    {
      row: `cores of a region at ${PEAK} reads/s, ${USE * 100} % busy`,
      unit: 'cores',
      value: cores(PEAK),
      details: { 'worst minute, 2050 reads/s': cores(2050), 'cpu ms a read': msEach },
    },
  ];
}
