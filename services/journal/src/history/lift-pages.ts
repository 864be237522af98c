import { publishLater } from '@parta/chassis/events/outbox';
import { pageRestoredV1 } from '@parta/contracts/events/journal/page-restored.v1';
import { liftedSeq } from '@parta/contracts/values/page-seq';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { AttendanceCode, MarkValue, ResultValue } from '@parta/contracts/values/mark';
import { SchoolYear } from '@parta/contracts/values/school-year';
import type { Knex } from 'knex';
import { z } from 'zod';
import { linkHash, NOBODY, restoredText } from '../saves/chain.ts';

const PageRow = z.object({
  id: z.uuid(),
  institution_id: z.guid(),
  year: SchoolYear,
  subject_id: z.uuid(),
  seq: z.int(),
  head: z.instanceof(Buffer),
});
type Page = z.infer<typeof PageRow>;

const student = { studentId: z.uuid() };
const Mark = z.object({ ...student, workId: z.uuid(), date: CalendarDate, mark: MarkValue });
const Attendance = z.object({ ...student, lessonId: z.uuid(), date: CalendarDate, code: AttendanceCode });
const Result = z.object({ ...student, periodId: z.uuid(), result: ResultValue });

const CELLS_A_PART = 500;

/**
 * After a restore: lifts the seq of every open page far above all that was ever given, seals the gap in the page's chain, and tells
 * what the page holds, so that copies forget what is lost. A second call lifts once more and harms nothing. Answers how many pages.
 */
export async function liftPages(owner: Knex): Promise<number> {
  const ids = await owner('page').where({ state: 'open' }).orderBy('id').pluck<string[]>('id');
  for (const id of ids) await owner.transaction((trx) => liftPage(trx, id));
  return ids.length;
}

async function liftPage(trx: Knex.Transaction, id: string): Promise<void> {
  const page = PageRow.parse(await trx('page').where({ id }).forUpdate().first());
  const [at, seq] = [new Date(), liftedSeq(page.seq)];
  const canonical = restoredText({ pageId: id, seq, at: at.getTime(), after: page.seq });
  const head = linkHash(page.head, canonical);
  await trx('page').where({ id }).update({ seq, head });
  await trx('save').insert({
    ...{ institution_id: page.institution_id, year: page.year, page_id: id, seq, canonical, hash: head },
    ...{ saved_by: NOBODY, saved_at: at },
  });
  const cells = await cellsOf(trx, page);
  const parts = Math.max(1, Math.ceil(Math.max(...Object.values(cells).map((all) => all.length)) / CELLS_A_PART));
  const subject = { institutionId: page.institution_id, root: id, key: id, version: seq };
  const common = { pageId: id, year: page.year, subjectId: page.subject_id, seq, after: page.seq };
  const events = Array.from({ length: parts }, (_, part) => {
    const slice = <T>(all: readonly T[]): T[] => all.slice(part * CELLS_A_PART, (part + 1) * CELLS_A_PART);
    return pageRestoredV1.of(subject, {
      ...{ ...common, head: head.toString('base64url'), at: at.toISOString(), last: part === parts - 1 },
      ...{ marks: slice(cells.marks), attendance: slice(cells.attendance), results: slice(cells.results) },
    });
  });
  await publishLater(trx, events);
}

async function cellsOf(trx: Knex.Transaction, { id, year }: Page) {
  const ofPage = { 'c.page_id': id, 'c.year': year };
  const marks: unknown = await trx('mark as c')
    .join('work as w', 'w.id', 'c.work_id')
    .join('lesson as l', 'l.id', 'w.lesson_id')
    .where(ofPage)
    .whereNotNull('c.mark')
    .select('c.student_id as studentId', 'c.work_id as workId', 'l.date', 'c.mark');
  const attendance: unknown = await trx('attendance as c')
    .join('lesson as l', 'l.id', 'c.lesson_id')
    .where(ofPage)
    .whereNotNull('c.code')
    .select('c.student_id as studentId', 'c.lesson_id as lessonId', 'l.date', 'c.code');
  const results: unknown = await trx('result as c')
    .where(ofPage)
    .whereNotNull('c.result')
    .select('c.student_id as studentId', 'c.period_id as periodId', 'c.result');
  return {
    marks: z.array(Mark).parse(marks),
    attendance: z.array(Attendance).parse(attendance),
    results: z.array(Result).parse(results),
  };
}
