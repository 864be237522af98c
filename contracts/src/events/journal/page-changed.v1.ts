import { z } from 'zod';
import { changeEvent } from '../../kernel/event.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { AttendanceCode, MarkValue, ResultValue } from '../../values/mark.ts';
import { SchoolYear } from '../../values/school-year.ts';
import { WeightHundredths, WorkKind, WorkTypeKey } from '../../values/work-type.ts';

const changed = <T extends z.ZodType>(value: T) => ({ before: value.nullable(), after: value.nullable() });
const WorkFacts = z.object({
  lessonId: z.uuid(),
  typeKey: WorkTypeKey,
  kind: WorkKind,
  title: z.string(),
  weight: WeightHundredths,
  date: CalendarDate,
});

/**
 * What one save changed on one page. `seq` counts the page's saves: a gap shows a lost event, and a cell's version is the seq
 * that wrote it, so a consumer that keeps the newest version of each cell is unharmed by any replay. Root and key: the page.
 */
export const pageChangedV1 = changeEvent('journal.page-changed.v1', {
  topic: 'journal.pages',
  summary: 'One save of one journal page: lesson records, works, marks, attendance, results, each before and after',
  data: z.object({
    pageId: z.uuid(),
    year: SchoolYear,
    subjectId: z.uuid(),
    seq: z.int(),
    /** Head of the page's hash chain after this save. */
    head: z.string(),
    at: z.iso.datetime(),
    by: z.uuid(),
    records: z.array(
      z.object({
        lessonId: z.uuid(),
        date: CalendarDate,
        ...changed(z.object({ topic: z.string(), homework: z.string() })),
      }),
    ),
    works: z.array(z.object({ workId: z.uuid(), ...changed(WorkFacts) })),
    marks: z.array(
      z.object({
        workId: z.uuid(),
        lessonId: z.uuid(),
        studentId: z.uuid(),
        date: CalendarDate,
        workTitle: z.string(),
        ...changed(MarkValue),
      }),
    ),
    attendance: z.array(
      z.object({ lessonId: z.uuid(), studentId: z.uuid(), date: CalendarDate, ...changed(AttendanceCode) }),
    ),
    results: z.array(z.object({ periodId: z.uuid(), studentId: z.uuid(), ...changed(ResultValue) })),
  }),
});
