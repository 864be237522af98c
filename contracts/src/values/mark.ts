import { z } from 'zod';

/** What a work's cell of the journal can hold. A new kind is a new version of every event that carries it. */
export const MarkValue = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('grade'), value: z.int().min(1).max(5) }),
    z.object({ kind: z.literal('pass'), passed: z.boolean() }),
    z.object({ kind: z.literal('due') }).meta({ description: '«точка»: the work has not been handed in' }),
  ])
  .meta({ id: 'MarkValue' });
export type MarkValue = z.infer<typeof MarkValue>;

/** The scale of a page decides which kinds of mark its cells take. */
export const Scale = z.enum(['five', 'pass']).meta({ id: 'Scale' });
export type Scale = z.infer<typeof Scale>;

/** How a pupil was not, or not in time, at a lesson; no value = present. */
export const AttendanceCode = z.enum(['absent', 'ill', 'excused', 'unexcused', 'late']).meta({ id: 'AttendanceCode' });
export type AttendanceCode = z.infer<typeof AttendanceCode>;

/** A result of a period, the year, an exam or the final one. */
export const ResultValue = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('grade'), value: z.int().min(2).max(5) }),
    z.object({ kind: z.literal('pass'), passed: z.boolean() }),
    z.object({ kind: z.literal('not-attested') }).meta({ description: 'н/а' }),
    z.object({ kind: z.literal('exempt') }).meta({ description: 'осв (освобождён)' }),
    z.object({ kind: z.literal('not-graded') }).meta({ description: 'н/оц, first grade' }),
    z.object({ kind: z.literal('mastered') }).meta({ description: 'осв (освоил), first grade, year' }),
  ])
  .meta({ id: 'ResultValue' });
export type ResultValue = z.infer<typeof ResultValue>;
