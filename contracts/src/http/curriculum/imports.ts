import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { SchoolYear } from '../../values/school-year.ts';

const Counted = z.object({ found: z.int(), created: z.int(), kept: z.int() });

/** What an import of a FET file did, or why it did not. */
export const TimetableImport = z
  .object({
    importId: z.uuid(),
    fileName: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    stage: z.enum(['reading', 'staff', 'classes', 'subjects', 'teaching-groups', 'timetable', 'done']),
    /** Share done, 0 to 1. */
    progress: z.number(),
    counts: z.record(
      z.enum(['teachers', 'subjects', 'classes', 'subgroups', 'teachingGroups', 'rooms', 'bells', 'entries']),
      Counted,
    ),
    /** What could not be taken over, by line of the file. */
    problems: z.array(
      z.object({ line: z.int(), element: z.string(), name: z.string(), code: z.string(), message: z.string() }),
    ),
    timetableVersionId: z.uuid().nullable(),
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'TimetableImport' });
export type TimetableImport = z.infer<typeof TimetableImport>;

/** A FET file of the institution's own timetabler. [CUR-4, CUR-7] */
export const timetableImportsContract = contract({
  importTimetable: {
    method: 'post',
    path: '/imports',
    summary: 'Take over a FET file; repeating the same file changes nothing',
    permission: 'timetable.manage',
    idempotency: 'natural',
    query: z.object({
      fileName: z.string().max(200).default('timetable.fet'),
      year: z.coerce.number().pipe(SchoolYear).optional(),
      /** From this day the file's timetable, if it has one, is published. */
      publishFrom: CalendarDate.optional(),
    }),
    upload: { maxBytes: 32 * 1024 * 1024 },
    success: { status: 202, body: z.object({ importId: z.uuid() }) },
    problems: [
      'file-too-large',
      'not-xml',
      'not-fet',
      'file-unfinished',
      'forbidden-xml',
      'too-deep',
      'year-not-found',
    ],
  },
  getTimetableImport: {
    method: 'get',
    path: '/imports/{importId}',
    summary: 'How far the import is, and its report',
    permission: 'timetable.manage',
    idempotency: 'none',
    params: z.object({ importId: z.uuid() }),
    success: { status: 200, body: TimetableImport },
    problems: ['import-not-found'],
  },
  listTimetableImports: {
    method: 'get',
    path: '/imports',
    summary: 'Imports of this institution, newest first',
    permission: 'timetable.manage',
    idempotency: 'none',
    success: { status: 200, body: z.object({ imports: z.array(TimetableImport.omit({ problems: true })) }) },
    problems: [],
  },
});
