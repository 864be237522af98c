import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { AttendanceCode, MarkValue, ResultValue } from './mark.ts';

const about = {
  pageId: z.uuid(),
  subjectName: z.string(),
  studentId: z.uuid(),
  studentName: z.string(),
  date: CalendarDate,
};

/** What happened; texts are made by the reader's UI in the reader's language. */
export const InboxFact = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('mark'),
      ...about,
      workId: z.uuid(),
      workTitle: z.string(),
      before: MarkValue.nullable(),
      after: MarkValue.nullable(),
    }),
    z.object({
      kind: z.literal('attendance'),
      ...about,
      lessonId: z.uuid(),
      before: AttendanceCode.nullable(),
      after: AttendanceCode.nullable(),
    }),
    z.object({ kind: z.literal('homework'), ...about, lessonId: z.uuid(), text: z.string() }),
    z.object({
      kind: z.literal('result'),
      ...about,
      periodName: z.string(),
      before: ResultValue.nullable(),
      after: ResultValue.nullable(),
    }),
  ])
  .meta({ id: 'InboxFact' });
export type InboxFact = z.infer<typeof InboxFact>;

export const InboxItem = z
  .object({
    /** The user's own counter: no gaps in order of commit. */
    position: z.int(),
    institutionId: z.uuid(),
    at: z.iso.datetime(),
    read: z.boolean(),
    fact: InboxFact,
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof InboxItem>;
