import type pg from 'pg';
import { benchId } from '@parta/bench/platform/bench-id';
import { inDatabase, names } from '@parta/bench/platform/seed-region';
import { canonicalText } from '@parta/journal/saves/chain';
import { canonicalValue } from '@parta/journal/saves/canonical-value';
import { verifyHistory } from '@parta/journal/history/verify-history';
import { connectDatabase } from '@parta/chassis/db/database';
import type { CellRow, Observed, Save, StandingRow, Told } from '../observed.ts';
import { periodId, type Region } from './seed-pages.ts';

type Row = Record<string, unknown>;
interface RevisionRow {
  readonly kind: string;
  readonly target: string;
  readonly student: string;
  readonly before: unknown;
  readonly after: unknown;
}
interface FactRow {
  readonly kind: string;
  readonly workId?: string;
  readonly lessonId?: string;
  readonly studentId: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Reads what the services of a run hold, straight from their databases, as their owners. */
export async function observe(
  databaseUrl: (service: string) => string,
  region: Region & { readonly from?: number; readonly poison?: ReadonlySet<string> },
): Promise<Observed> {
  const { from = 0 } = region;
  const institutions = Array.from({ length: region.institutions - from }, (_, index) =>
    benchId(names.institution(from + index)),
  );
  const read = async (service: string, text: string): Promise<Row[]> =>
    inDatabase(databaseUrl(service), async (client: pg.Client) => (await client.query<Row>(text, [institutions])).rows);
  return {
    saves: (await read('journal', savesSql)).map(toSave),
    cells: (await read('journal', cellsSql)).map(toCell),
    brokenPages: await brokenPages(databaseUrl('journal')),
    standings: (await read('journal', standingsSql)).map(toStanding),
    weights: new Map(
      (await read('journal', 'select id, weight from work where institution_id = any($1)')).map((row) => [
        String(row['id']),
        Number(row['weight']),
      ]),
    ),
    inbox: (await read('notifications', inboxSql)).map(toTold),
    recipients: recipientsOf(region),
    report: (await read('reporting', cellsSql)).map(toCell),
    deadLetters: await deadLetters(read, region.poison ?? new Set()),
  };
}

const savesSql = `
  select s.institution_id, s.page_id, s.seq, s.saved_by, (extract(epoch from s.saved_at) * 1000)::bigint as at, s.canonical,
    coalesce((select json_agg(json_build_object('kind', r.kind, 'target', r.target_id, 'student', r.student_id, 'before', r.before, 'after', r.after))
      from revision r where r.institution_id = s.institution_id and r.year = s.year and r.page_id = s.page_id and r.seq = s.seq), '[]') as cells
  from save s where s.institution_id = any($1)`;

const cellsSql = `
  select institution_id, page_id, 'mark/' || work_id || '/' || student_id as cell, version, mark as value from mark where institution_id = any($1)
  union all
  select institution_id, page_id, 'attendance/' || lesson_id || '/' || student_id, version, to_jsonb(code) from attendance where institution_id = any($1)
  union all
  select institution_id, page_id, 'result/' || period_id || '/' || student_id, version, result from result where institution_id = any($1)`;

const standingsSql =
  'select page_id, student_id, sum, weight, marks, absences from standing where institution_id = any($1)';

const inboxSql = `
  select user_id, institution_id, (extract(epoch from at) * 1000)::bigint as at, fact from inbox_item where institution_id = any($1)`;

function toSave(row: Row): Save {
  const revisions = row['cells'] as readonly RevisionRow[];
  const [pageId, seq, by, at] = [
    String(row['page_id']),
    Number(row['seq']),
    String(row['saved_by']),
    Number(row['at']),
  ];
  const cells = revisions.map(({ kind, target, student, before, after }) => ({
    ...{ kind, targetId: target, studentId: student },
    ...{ before: canonicalValue(before), after: canonicalValue(after) },
  }));
  return {
    ...{ institutionId: String(row['institution_id']), pageId, seq, by, at },
    cells: cells.map(({ kind, targetId, studentId, before, after }) => ({
      cell: `${kind}/${targetId}/${studentId}`,
      before,
      after,
    })),
    sealed: canonicalText({ pageId, seq, at, by, cells }) === row['canonical'],
  };
}

const toCell = (row: Row): CellRow => ({
  institutionId: String(row['institution_id']),
  pageId: String(row['page_id']),
  cell: String(row['cell']),
  version: Number(row['version']),
  value: canonicalValue(row['value']),
});

const toStanding = (row: Row): StandingRow => ({
  pageId: String(row['page_id']),
  studentId: String(row['student_id']),
  sum: Number(row['sum']),
  weight: Number(row['weight']),
  marks: Number(row['marks']),
  absences: Number(row['absences']),
});

function toTold(row: Row): Told {
  const { kind, workId, lessonId, studentId, before, after } = row['fact'] as FactRow;
  // a result names its period in words; the runs know one period
  const target = kind === 'mark' ? workId : kind === 'attendance' ? lessonId : periodId;
  return {
    userId: String(row['user_id']),
    institutionId: String(row['institution_id']),
    cell: `${kind}/${target}/${studentId}`,
    before: canonicalValue(before),
    after: canonicalValue(after),
    at: Number(row['at']),
  };
}

function recipientsOf({ institutions, students }: Region): ReadonlyMap<string, readonly string[]> {
  const recipients = new Map<string, readonly string[]>();
  for (let institution = 0; institution < institutions; institution++)
    for (let student = 0; student < students; student++) {
      const name = names.student(institution, student);
      recipients.set(benchId(name), [benchId(`user ${name}`)]);
    }
  return recipients;
}

async function brokenPages(url: string): Promise<readonly string[]> {
  const owner = connectDatabase(url, { max: 1, name: 'faults' });
  try {
    return (await verifyHistory(owner)).broken.map((each) => each.pageId);
  } finally {
    await owner.destroy();
  }
}

async function deadLetters(
  read: (service: string, text: string) => Promise<Row[]>,
  poison: ReadonlySet<string>,
): Promise<readonly string[]> {
  const sql =
    'select message_id, consumer, reason from dead_letter where institution_id = any($1) or institution_id is null';
  const rows = (await Promise.all(['notifications', 'reporting'].map((service) => read(service, sql)))).flat();
  return rows
    .filter((row) => !poison.has(String(row['message_id'])))
    .map((row) => `${String(row['consumer'])}: ${String(row['reason'])}`);
}
