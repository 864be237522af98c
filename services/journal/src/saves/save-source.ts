import type { Outgoing } from '@parta/chassis/events/outbox';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { SchoolYear } from '@parta/contracts/values/school-year';
import type { Knex } from 'knex';
import { z } from 'zod';
import { NOBODY } from './chain.ts';

/** Saves of the institution's pages since the moment, oldest first, as `page/seq`. */
export async function saveKeys(trx: Knex.Transaction, since: Date): Promise<string[]> {
  const rows: { page_id: string; seq: number }[] = await trx('save')
    .where('saved_at', '>=', since)
    // no save of a person; whoever builds a copy anew has nothing to forget
    .whereNot('saved_by', NOBODY)
    .orderBy(['saved_at', 'page_id', 'seq'])
    .select('page_id', 'seq');
  return rows.map(({ page_id, seq }) => `${page_id}/${seq}`);
}

const SaveRow = z.object({
  page_id: z.uuid(),
  year: SchoolYear,
  subject_id: z.uuid(),
  seq: z.number(),
  hash: z.instanceof(Buffer),
  saved_at: z.date(),
  saved_by: z.uuid(),
  event_id: z.uuid(),
});

const common = { page_id: z.uuid(), seq: z.number(), target_id: z.uuid(), before: z.unknown(), after: z.unknown() };
const ofStudent = { ...common, student_id: z.uuid() };
const RevisionRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('record'), ...common, date: CalendarDate }),
  z.object({ kind: z.literal('work'), ...common }),
  z.object({ kind: z.literal('mark'), ...ofStudent, date: CalendarDate, lesson_id: z.uuid(), title: z.string() }),
  z.object({ kind: z.literal('attendance'), ...ofStudent, date: CalendarDate }),
  z.object({ kind: z.literal('result'), ...ofStudent }),
]);
/** Its lesson is not in the local copy. */
const Undated = z.object({ kind: z.enum(['record', 'mark', 'attendance']), date: z.null() });
type Revision = z.infer<typeof RevisionRow>;

/** These saves as they went out, from the history that the chain guards; titles and dates as they are now. */
export async function loadSaves(
  trx: Knex.Transaction,
  institutionId: string,
  keys: readonly string[],
): Promise<Outgoing[]> {
  const wanted = keys.map((key) => key.split('/'));
  const values = [wanted.map(([page = '']) => page), wanted.map(([, seq]) => seq ?? '')];
  const { rows: saves } = await trx.raw<{ rows: unknown[] }>(
    `select s.page_id, s.year, p.subject_id, s.seq, s.hash, s.saved_at, s.saved_by, s.event_id
     from unnest(?::uuid[], ?::bigint[]) with ordinality as wanted (page_id, seq, place)
     join page p on p.id = wanted.page_id
     join save s on s.page_id = p.id and s.year = p.year and s.seq = wanted.seq
     order by wanted.place`,
    values,
  );
  const { rows: revisions } = await trx.raw<{ rows: unknown[] }>(
    `select r.page_id, r.seq, r.kind, r.target_id, r.student_id, r.before, r.after,
       coalesce(l.date, wl.date) as date, w.lesson_id, w.title
     from unnest(?::uuid[], ?::bigint[]) as wanted (page_id, seq)
     join page p on p.id = wanted.page_id
     join revision r on r.page_id = p.id and r.year = p.year and r.seq = wanted.seq
     left join lesson l on r.kind in ('record', 'attendance') and l.id = r.target_id
     left join work w on r.kind = 'mark' and w.id = r.target_id
     left join lesson wl on wl.id = w.lesson_id
     order by r.kind, r.target_id, r.student_id`,
    values,
  );
  if (revisions.some((row) => Undated.safeParse(row).success)) {
    throw new Error('the copy of lessons is not whole: resync curriculum first, then the journal');
  }
  const ofSave = Map.groupBy(z.array(RevisionRow).parse(revisions), ({ page_id, seq }) => `${page_id}/${seq}`);
  return z
    .array(SaveRow)
    .parse(saves)
    .map((save) => eventOf(institutionId, save, ofSave.get(`${save.page_id}/${save.seq}`) ?? []));
}

function eventOf(institutionId: string, save: z.infer<typeof SaveRow>, revisions: readonly Revision[]): Outgoing {
  const { page_id: pageId, seq } = save;
  const data = pageChangedV1.data.parse({
    ...{ pageId, year: save.year, subjectId: save.subject_id, seq, head: save.hash.toString('base64url') },
    ...{ at: save.saved_at.toISOString(), by: save.saved_by },
    ...listsOf(revisions),
  });
  return {
    ...pageChangedV1.of({ institutionId, root: pageId, key: pageId, version: seq }, data),
    id: save.event_id,
  };
}

function listsOf(revisions: readonly Revision[]): Readonly<Record<string, unknown[]>> {
  const of = <Kind extends Revision['kind']>(kind: Kind, shape: (row: Extract<Revision, { kind: Kind }>) => object) =>
    revisions
      .filter((row): row is Extract<Revision, { kind: Kind }> => row.kind === kind)
      .map((row) => ({ ...shape(row), before: row.before, after: row.after }));
  return {
    records: of('record', (row) => ({ lessonId: row.target_id, date: row.date })),
    works: of('work', (row) => ({ workId: row.target_id })),
    marks: of('mark', (row) => ({
      ...{ workId: row.target_id, lessonId: row.lesson_id, studentId: row.student_id },
      ...{ date: row.date, workTitle: row.title },
    })),
    attendance: of('attendance', (row) => ({ lessonId: row.target_id, studentId: row.student_id, date: row.date })),
    results: of('result', (row) => ({ periodId: row.target_id, studentId: row.student_id })),
  };
}
