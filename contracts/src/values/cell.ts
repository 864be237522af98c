import { z } from 'zod';
import { AttendanceCode, MarkValue, ResultValue } from './mark.ts';

/** Said with a value: to the family with a mark or an absence, to colleagues with a result. Empty = none. */
export const CellComment = z.string().trim().max(300);

const base = {
  studentId: z.uuid(),
  /** The version that the writer saw; 0 for an empty cell. */
  baseVersion: z.int().min(0),
  /** Stays until another is written, and an empty one takes it away; left out = as it is. */
  comment: CellComment.optional(),
};

/** A change of one cell; `null` clears it. */
export const CellChange = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('mark'), workId: z.uuid(), ...base, mark: MarkValue.nullable() }),
    z.object({ kind: z.literal('attendance'), lessonId: z.uuid(), ...base, code: AttendanceCode.nullable() }),
    z.object({ kind: z.literal('result'), periodId: z.uuid(), ...base, result: ResultValue.nullable() }),
  ])
  .meta({ id: 'CellChange' });
export type CellChange = z.infer<typeof CellChange>;

/** Why a cell is refused; a closed list. [rules, outcomes] */
export const RefusalCode = z
  .enum([
    'read-only-role',
    'not-your-lesson',
    'right-ended',
    'not-on-page',
    'not-enrolled-on-date',
    'first-grade',
    'value-not-on-scale',
    'reason-not-allowed',
    'year-closed',
    'period-closed',
    'lesson-cancelled',
    'lesson-ahead',
    'window-closed',
    'result-ahead',
    'result-closed',
    'left-before-period-end',
    'text-not-russian',
  ])
  .meta({ id: 'RefusalCode' });
export type RefusalCode = z.infer<typeof RefusalCode>;

/** What a cell holds now, for the one who lost a race. */
export const CellValue = z.union([MarkValue, AttendanceCode, ResultValue]).nullable();

export const CellOutcome = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('applied'), version: z.int() }),
    z.object({ status: z.literal('refused'), code: RefusalCode }),
    z.object({ status: z.literal('conflict'), version: z.int(), current: CellValue }),
  ])
  .meta({ id: 'CellOutcome' });
export type CellOutcome = z.infer<typeof CellOutcome>;

/** One name for the place that a change writes to. */
export function cellKey(
  change: { kind: CellChange['kind']; studentId: string } & Partial<Record<'workId' | 'lessonId' | 'periodId', string>>,
): string {
  return `${change.kind}/${change.workId ?? change.lessonId ?? change.periodId ?? ''}/${change.studentId}`;
}
