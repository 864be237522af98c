import type { Knex } from 'knex';
import type { z } from 'zod';
import { on } from '@parta/chassis/events/consumer';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { noteSeq } from './page-seq-store.ts';

type Save = z.infer<typeof pageChangedV1.data>;
export type Row = Readonly<Record<string, unknown>>;

/**
 * Keeps the newest version of each cell. A save that arrives late changes only the cells that no later save has written, so any
 * order and any repetition end in the same state.
 */
export const onPageChanged = on(pageChangedV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  await noteSeq(trx, { institutionId, pageId: data.pageId, seq: data.seq, head: data.head, at: data.at });
  const common = { institution_id: institutionId, year: data.year, page_id: data.pageId, version: data.seq };
  await keepNewest(trx, 'result', resultRows(data, common));
  await keepNewest(trx, 'mark', markRows(data, common));
  await keepNewest(trx, 'attendance', attendanceRows(data, common));
});

const keys = {
  result: ['institution_id', 'year', 'student_id', 'subject_id', 'period_id', 'page_id'],
  mark: ['institution_id', 'year', 'work_id', 'student_id'],
  attendance: ['institution_id', 'year', 'lesson_id', 'student_id'],
} as const;

/** A cell is written when the copy holds an older version of it, or none. */
export async function keepNewest(trx: Knex.Transaction, table: keyof typeof keys, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await trx(table)
    .insert(rows)
    .onConflict([...keys[table]])
    .merge()
    .whereRaw('?? < excluded.version', [`${table}.version`]);
}

const jsonOrNull = (value: object | null): string | null => value && JSON.stringify(value);

const resultRows = (save: Save, common: Row): readonly Row[] =>
  save.results.map(({ periodId, studentId, after }) => ({
    ...common,
    student_id: studentId,
    subject_id: save.subjectId,
    period_id: periodId,
    changed_at: save.at,
    result: jsonOrNull(after),
  }));

const markRows = (save: Save, common: Row): readonly Row[] =>
  save.marks.map(({ workId, studentId, date, after }) => ({
    ...common,
    work_id: workId,
    student_id: studentId,
    date,
    mark: jsonOrNull(after),
  }));

const attendanceRows = (save: Save, common: Row): readonly Row[] =>
  save.attendance.map(({ lessonId, studentId, date, after }) => ({
    ...common,
    lesson_id: lessonId,
    student_id: studentId,
    date,
    code: after,
  }));
