import { setTimeout as delay } from 'node:timers/promises';
import { cpuOf } from '../load/cpu.ts';
import { buildSender, expectStatus } from '../load/http-sender.ts';
import { closedLoop, type LoadResult, type Send, WARM_UP_SECONDS } from '../load/load.ts';
import { inTurns, type Turn } from '../load/turns.ts';
import { type BenchRow, cpuEach } from '../bench-row.ts';
import type { BenchActor, BenchPlatform } from '../platform/bench-platform.ts';
import { CELLS, ColumnSave, type Place, placesOf } from '../platform/column-save.ts';
import { inDatabase, names } from '../platform/seed-region.ts';
import { pgbenchOfSaves } from './pgbench-saves.ts';

const SECONDS = 6;
/** How often it is tried to halt the journal between two transactions; the first time is nearly always right. */
const HALTS = 50;

/** A column of 25 marks again and again, at the service and through the gateway, against the same SQL by pgbench. */
export async function saveColumnRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const readers = ['reporting', 'notifications'];
  // what consumes the events would share the cores of this machine, as it does not in a region
  for (const service of readers) await bench.platform.stopReplica(service, 0);
  for (const clients of [1, 8, 32]) {
    const ours = async () => ({
      service: await saves(bench, { clients, through: 'service' }),
      gateway: await saves(bench, { clients, through: 'gateway' }),
    });
    const theirs = () => whileJournalStands(bench, () => pgbenchOfSaves(bench, { clients, seconds: SECONDS }));
    const turn = await inTurns(ours, theirs, ratioAtService);
    const peer = { name: 'pgbench', value: turn.theirs };
    const goal = clients === 8 ? { goal: { atLeast: 0.5 } } : {};
    rows.push(rowOf(`save of ${CELLS} cells, service, ${clients} clients`, turn.ours.service, { peer, ...goal }));
    rows.push(rowOf(`save of ${CELLS} cells, gateway, ${clients} clients`, turn.ours.gateway, { peer }));
  }
  for (const service of readers) await bench.platform.startReplica(service, 0);
  return rows;
}

/** The service would publish what pgbench leaves in the outbox; halted, it is as warm afterwards as it was before. */
async function whileJournalStands(bench: BenchPlatform, work: () => Promise<number>): Promise<number> {
  await haltBetweenTransactions(bench);
  try {
    return await work();
  } finally {
    bench.platform.kill('journal', 0, 'SIGCONT');
  }
}

/** One that stays open would keep the server from clearing away the old versions of the rows that pgbench writes. */
async function haltBetweenTransactions({ platform, servers }: BenchPlatform): Promise<void> {
  const database = new URL(platform.databaseUrl('journal', 'owner')).pathname.slice(1);
  for (let tries = 0; tries < HALTS; tries++) {
    platform.kill('journal', 0, 'SIGSTOP');
    // what is under way in the server itself ends without the service
    await delay(100);
    const { rows } = await inDatabase(servers.postgresUrl, (client) =>
      client.query(
        `select from pg_stat_activity where datname = $1 and backend_type = 'client backend' and xact_start is not null`,
        [database],
      ),
    );
    if (rows.length === 0) return;
    platform.kill('journal', 0, 'SIGCONT');
    await delay(100);
  }
  throw new Error('the journal has a transaction open whenever it is halted');
}

const ratioAtService = ({ ours, theirs }: Turn<{ readonly service: Measured }, number>): number =>
  ours.service.load.perSecond / theirs;

interface Measured {
  readonly load: LoadResult;
  readonly cpu: Readonly<Record<string, number>>;
}

export async function saves(
  bench: BenchPlatform,
  { clients, through }: { readonly clients: number; readonly through: 'service' | 'gateway' },
): Promise<Measured> {
  const { platform } = bench;
  const service = platform.services['journal']?.[0]?.url ?? '';
  const sender = buildSender(through === 'service' ? service : platform.url);
  const prefix = through === 'service' ? '' : '/api/journal';
  const columns = Array.from({ length: clients }, (_, client) => columnsOf(bench, client));
  const send: Send = async (client, turn) => {
    const own = columns[client] ?? [];
    const column = own[turn % own.length];
    if (!column) throw new Error('no column');
    const { body } = expectStatus(await sender.send(column.next(prefix)), 200);
    column.answered(body);
  };
  await closedLoop({ clients, seconds: WARM_UP_SECONDS }, send);
  const { result: load, cpu } = await cpuOf(bench.processes, () => closedLoop({ clients, seconds: SECONDS }, send));
  sender.close();
  if (load.failed > 0) throw new Error(`${load.failed} saves failed`);
  return { load, cpu };
}

export const columnsOf = (bench: BenchPlatform, client: number): readonly ColumnSave[] =>
  placesOf(client).map((place) => new ColumnSave(place, bench.token(teacherOf(place))));

const teacherOf = ({ institution, page }: Place): BenchActor => ({
  person: names.teacher(institution, page),
  institution: names.institution(institution),
  role: 'teacher',
});

const rowOf = (row: string, { load, cpu }: Measured, rest: Pick<BenchRow, 'peer' | 'goal'>): BenchRow => ({
  ...{ row, unit: 'saves/s', value: load.perSecond },
  ...rest,
  details: {
    ...{ 'median ms': load.medianMs, 'p95 ms': load.p95Ms, 'p99 ms': load.p99Ms },
    ...cpuEach(cpu, load.requests),
  },
});
