import { type BenchRow, cpuEach } from '../bench-row.ts';
import { cpuOf } from '../load/cpu.ts';
import { buildSender, expectStatus } from '../load/http-sender.ts';
import { closedLoop, type LoadResult, WARM_UP_SECONDS } from '../load/load.ts';
import { spawnMemory } from '../peers/spawn-peer.ts';
import { benchId } from '../platform/bench-id.ts';
import type { BenchActor, BenchPlatform } from '../platform/bench-platform.ts';
import { names, schoolOf30, year } from '../platform/seed-region.ts';

const CLIENTS = 32;
const SECONDS = 8;

export interface Read {
  readonly name: string;
  readonly service: string;
  readonly path: string;
  readonly actor: BenchActor;
}

/** As browsers ask: they take their answers packed. */
export const headersOf = (token: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${token}`,
  'accept-encoding': 'gzip, deflate, br, zstd',
});

const institutionOf = (number: number): number => number % 20;

/** The three reads that decide, each of a client's own class. */
export const reads = {
  page: (client: number): Read => {
    const [i, p] = [institutionOf(client), client % schoolOf30.pages];
    const path = `/pages/${benchId(names.page(i, p))}`;
    const actor = { person: names.teacher(i, p), institution: names.institution(i), role: 'teacher' as const };
    return { name: 'journal page 30 × 60', service: 'journal', path, actor };
  },
  diary: (client: number): Read => {
    const [i, s] = [institutionOf(client), client % schoolOf30.students];
    const path = `/diaries/${benchId(names.student(i, s))}/week`;
    const actor = { person: names.student(i, s), institution: names.institution(i), role: 'student' as const };
    return { name: 'diary week', service: 'journal', path, actor };
  },
  matrix: (client: number): Read => {
    const i = institutionOf(client);
    const path = `/reports/class-summary/preview?classId=${benchId(`class ${i}`)}&year=${year()}`;
    const actor = { person: names.teacher(i, 0), institution: names.institution(i), role: 'deputy' as const };
    return { name: 'class matrix of 30 × 6', service: 'reporting', path, actor };
  },
};

/** Each read at its service with 32 clients, against express answering the same bytes from memory. */
export async function readRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const read of [reads.page, reads.diary, reads.matrix]) rows.push(...(await measured(bench, read)));
  return rows;
}

async function measured(bench: BenchPlatform, read: (client: number) => Read): Promise<readonly BenchRow[]> {
  const all = Array.from({ length: CLIENTS }, (_, client) => read(client));
  const { name, service } = read(0);
  const url = bench.platform.services[service]?.[0]?.url ?? '';
  await load(bench, url, all, { seconds: WARM_UP_SECONDS });
  const { result: ours, cpu } = await cpuOf(bench.processes, () => load(bench, url, all));
  await using memory = await spawnMemory(await bytesOf(bench, url, read(0)));
  await load(bench, memory.url, all, { seconds: WARM_UP_SECONDS });
  const theirs = await load(bench, memory.url, all);
  const isPage = name.startsWith('journal page');
  return [
    {
      row: `${name}, ${CLIENTS} clients`,
      unit: 'req/s',
      value: ours.perSecond,
      peer: { name: 'same bytes from memory', value: theirs.perSecond },
      details: {
        'median ms': ours.medianMs,
        'p95 ms': ours.p95Ms,
        'p99 ms': ours.p99Ms,
        ...cpuEach(cpu, ours.requests),
      },
    },
    {
      row: `${name}, p95 with ${CLIENTS} clients`,
      unit: 'ms',
      value: ours.p95Ms,
      ...(isPage && { goal: { atMost: 60 } }),
    },
  ];
}

async function bytesOf(bench: BenchPlatform, url: string, { path, actor }: Read): Promise<Buffer> {
  const sender = buildSender(url);
  const { body } = expectStatus(await sender.send({ path, headers: headersOf(bench.token(actor)) }), 200);
  sender.close();
  return body;
}

export async function load(
  bench: BenchPlatform,
  url: string,
  all: readonly Read[],
  { seconds = SECONDS, clients = all.length, prefix = '' } = {},
): Promise<LoadResult> {
  const sender = buildSender(url);
  const headers = all.map(({ actor }) => headersOf(bench.token(actor)));
  const result = await closedLoop({ clients, seconds }, async (client) => {
    const at = client % all.length;
    expectStatus(await sender.send({ path: `${prefix}${all[at]?.path ?? ''}`, headers: headers[at] ?? {} }), 200);
  });
  sender.close();
  if (result.failed > 0) throw new Error(`${result.failed} reads failed`);
  return result;
}
