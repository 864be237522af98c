import { z } from 'zod';
import { changeEvent } from '../../kernel/event.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { AttendanceCode, MarkValue, ResultValue } from '../../values/mark.ts';
import { SchoolYear } from '../../values/school-year.ts';

const student = { studentId: z.uuid() };

/**
 * What a page holds after the journal's database was restored to an earlier moment: every cell that has a value, in parts of the
 * same `seq`. Whoever keeps a copy takes these values; with the last part it forgets every other cell of the page that is older
 * than `seq`, for the journal has lost it. Root and key: the page.
 */
export const pageRestoredV1 = changeEvent('journal.page-restored.v1', {
  topic: 'journal.pages',
  summary: 'All cells of one journal page after a restore of the journal; copies drop what the restore has lost',
  data: z.object({
    pageId: z.uuid(),
    year: SchoolYear,
    subjectId: z.uuid(),
    seq: z.int(),
    /** The newest save that the restore has kept. */
    after: z.int(),
    head: z.string(),
    at: z.iso.datetime(),
    last: z.boolean(),
    marks: z.array(z.object({ ...student, workId: z.uuid(), date: CalendarDate, mark: MarkValue })),
    attendance: z.array(z.object({ ...student, lessonId: z.uuid(), date: CalendarDate, code: AttendanceCode })),
    results: z.array(z.object({ ...student, periodId: z.uuid(), result: ResultValue })),
  }),
});
