import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { claimKey, storeAnswer } from '@parta/chassis/db/once';
import { asOneRead, asOneWrite } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import { factsOf } from '@parta/journal/cells/page-rows';
import { lockPage, readFacts, touchedBy } from '@parta/journal/cells/page-store';
import { writeCells } from '@parta/journal/cells/write-cells';
import { saveStatements } from '@parta/journal/saves/page-save';
import { parseStandings, readStandings, StandingChanges } from '@parta/journal/saves/standing-store';
import type { CellChange } from '@parta/contracts/values/cell';
import pg from 'pg';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { benchId } from '../platform/bench-id.ts';
import { CELLS, type Place, placesOf } from '../platform/column-save.ts';
import { inDatabase, names, year } from '../platform/seed-region.ts';

const run = promisify(execFile);
/** Stands where the save's own number comes; each transaction puts in the next one. */
const SEQ = 987_654_321;
/** Stand where every transaction has a fresh value. */
const KEY = 'fresh-key';
/** Ids of events are of version 7, those of the bench's region of version 8. */
const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

/**
 * Saves a second that pgbench reaches with the very statements of the service, in the same two pipelines: one process a client, so
 * that each keeps to its own pages as the service's clients do.
 */
export async function pgbenchOfSaves(
  { platform }: BenchPlatform,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<number> {
  const url = platform.databaseUrl('journal', 'app');
  const owner = platform.databaseUrl('journal', 'owner');
  const folder = mkdtempSync(join(tmpdir(), 'parta-pgbench-'));
  try {
    const all = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const scripts = await Promise.all(placesOf(client).map((place, index) => scriptOf(owner, place, index)));
        const files = scripts.flatMap(({ text }, index) => {
          const file = join(folder, `save-${client}-${index}.sql`);
          writeFileSync(file, text);
          return ['-f', file];
        });
        const variables = scripts.flatMap(({ variables: own }) =>
          [...own].flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        );
        return ['-n', '-c', '1', '-j', '1', '-T', String(seconds), '-M', 'prepared', ...variables, ...files, url];
      }),
    );
    const outputs = await Promise.all(all.map((args) => run(findPgbench(), args, { maxBuffer: 1e8 })));
    return outputs.reduce((sum, { stdout }) => sum + Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN), 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    // nobody reads what pgbench left to be published
    await inDatabase(owner, (client) => client.query('delete from outbox'));
  }
}

function findPgbench(): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const found = versions.map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`).find(existsSync);
  return found ?? 'pgbench';
}

interface Script {
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** One page's save as a pgbench script; every value is a variable, so that the server sees the service's own prepared statements. */
async function scriptOf(ownerUrl: string, place: Place, index: number): Promise<Script> {
  const { seq } = await inDatabase(ownerUrl, async (client) => {
    const { rows } = await client.query<{ seq: string }>('select seq from page where id = $1', [pageIdOf(place)]);
    return { seq: Number(rows[0]?.seq) };
  });
  const variables = new Map([[`s${index}`, String(seq)]]);
  const [reads, writes] = statementsOf(place);
  const text = (statement: Statement, number: string): string =>
    render(statement, `v${index}_${number}`, index, variables);
  const scope: Statement = {
    name: 'tenant.scope',
    text: `select set_config('parta.institution', $1, true), set_config('parta.user', $2, true)`,
    values: [institutionOf(place), userOf(place)],
  };
  const lines = [
    `\\set s${index} :s${index} + 1`,
    `\\set r random(1, 9000000000000000)`,
    '\\startpipeline',
    'begin;',
    ...[scope, ...reads].map((statement, at) => text(statement, `r${at}`)),
    '\\endpipeline',
    '\\startpipeline',
    ...writes.map((statement, at) => text(statement, `w${at}`)),
    'commit;',
    '\\endpipeline',
  ];
  return { text: `${lines.join('\n')}\n`, variables };
}

const institutionOf = ({ institution }: Place): string => benchId(names.institution(institution));
const pageIdOf = ({ institution, page }: Place): string => benchId(names.page(institution, page));
const userOf = ({ institution, page }: Place): string => benchId(`user ${names.teacher(institution, page)}`);

/** The statements that the service would send for a column of marks, made by its own functions. */
function statementsOf(place: Place): readonly [readonly Statement[], readonly Statement[]] {
  const { institution, page, lesson } = place;
  const [pageId, userId] = [pageIdOf(place), userOf(place)];
  const workId = benchId(names.work(institution, page, lesson));
  const lessonId = benchId(names.lesson(institution, page, lesson));
  const changes = Array.from(
    { length: CELLS },
    (_, student): Extract<CellChange, { kind: 'mark' }> => ({
      ...{ kind: 'mark', workId, studentId: benchId(names.student(institution, student)), baseVersion: 0 },
      mark: { kind: 'grade', value: 4 },
    }),
  );
  const once = { userId, assignmentId: userId, operation: 'changeCells', key: KEY, bodyHash: 'hash' };
  const touched = touchedBy(changes);
  const locked = lockedPage(place);
  const work = { type_key: 'test', kind: 'current', title: 'Тест', weight: 100, version: 1 };
  const facts = factsOf(locked, null, {
    works: [{ id: workId, lesson_id: lessonId, ...work }],
    lessons: [{ id: lessonId, date: locked.scheme.periods[0]?.from, state: 'planned' }],
  });
  const standing = new StandingChanges(parseStandings([]));
  const changed = changes.map((change) => ({
    change,
    before: { kind: 'grade' as const, value: 3 },
    after: change.mark,
  }));
  const written = writeCells(facts, changed, standing);
  const answer = { outcomes: changes.map(() => ({ status: 'applied', version: 1 })) };
  return [
    [
      claimKey(once),
      lockPage(pageId),
      asOneRead('save.facts', {
        ...readFacts(pageId, userId, touched),
        standings: readStandings(pageId, touched.students),
      }),
    ],
    [
      asOneWrite('save.writes', [
        ...written.statements,
        ...standing.write(locked),
        ...saveStatements(locked, written.changes, { userId, at: new Date() }),
        storeAnswer(once, { status: 200, body: answer }),
      ]),
    ],
  ];
}

function lockedPage(place: Place) {
  const day = '2026-11-02' as never;
  return {
    ...{ id: pageIdOf(place), institutionId: institutionOf(place), year: year() },
    ...{ subjectId: benchId(`subject ${place.page}`), scale: 'five' as const, seq: SEQ - 1 },
    ...{ head: Buffer.alloc(32), timeZone: 'Europe/Moscow', institutionKind: 'school' as const, yearClosed: false },
    scheme: {
      ...{ id: benchId('scheme'), name: '', kind: 'quarter' as const },
      periods: [{ id: benchId('period'), number: 1, name: '', from: day, to: '2027-11-02' as never }],
    },
  };
}

/** The statement with its parameters as variables; numbers of the save and fresh ids come anew with every transaction. */
function render({ text, values }: Statement, prefix: string, index: number, variables: Map<string, string>): string {
  return `${text.replaceAll(/\$(\d+)/g, (_, number: string) => {
    const value = values[Number(number) - 1];
    if (value === null || value === undefined) return 'null';
    if (value === SEQ) return `:s${index}`;
    if (value === KEY) return ':r';
    if (typeof value === 'string' && EVENT_ID.test(value)) return 'gen_random_uuid()';
    const variable = `${prefix}_${number}`;
    variables.set(variable, textOf(value));
    return `:${variable}`;
  })};`;
}

/** As the driver would put it on the wire. */
function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const arrayText = (values: readonly unknown[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : pg.escapeIdentifier(textOf(value)).replaceAll('""', '\\"'))).join(',')}}`;
