import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate, Interval } from '../../values/calendar-date.ts';
import { CellChange, CellComment, CellOutcome, CellValue, cellKey, RefusalCode } from '../../values/cell.ts';
import { AttendanceCode, MarkValue, ResultValue, Scale } from '../../values/mark.ts';
import { OrganisationKind } from '../../values/organisation.ts';
import { PersonName } from '../../values/person.ts';
import { Period, SchoolYear } from '../../values/school-year.ts';
import { WeightHundredths, WorkKind, WorkTypeKey } from '../../values/work-type.ts';

export const PageBrief = z
  .object({
    id: z.uuid(),
    subjectName: z.string(),
    groupName: z.string(),
    year: SchoolYear,
    teachers: z.array(z.string()),
    canWrite: z.boolean(),
  })
  .meta({ id: 'PageBrief' });

export const PageLesson = z
  .object({
    id: z.uuid(),
    date: CalendarDate,
    slot: z.int(),
    startsAt: z.string(),
    endsAt: z.string(),
    state: z.enum(['planned', 'cancelled', 'displaced']),
    topic: z.string(),
    homework: z.string(),
    recordVersion: z.int(),
    /** Why attendance and records can't change today; null = open. */
    closed: RefusalCode.nullable(),
    /** The last day on which an entry may change. */
    closesOn: CalendarDate.nullable(),
  })
  .meta({ id: 'PageLesson' });

export const PageWork = z
  .object({
    id: z.uuid(),
    lessonId: z.uuid(),
    typeKey: WorkTypeKey,
    kind: WorkKind,
    title: z.string(),
    weight: WeightHundredths,
    date: CalendarDate,
    version: z.int(),
    closed: RefusalCode.nullable(),
  })
  .meta({ id: 'PageWork' });

/** Sums of a student's own marks of the page in the period. [domain §6] */
export const PageStanding = z
  .object({
    studentId: z.uuid(),
    averageHundredths: z.int().nullable(),
    marks: z.int(),
    absences: z.int(),
    proposed: z.int().nullable(),
  })
  .meta({ id: 'PageStanding' });

const CellPlace = z.object({
  kind: z.enum(['mark', 'attendance', 'result']),
  /** Work, lesson or period. */
  targetId: z.uuid(),
  studentId: z.uuid(),
});

export const JournalPage = z
  .object({
    page: z.object({
      id: z.uuid(),
      subjectName: z.string(),
      groupName: z.string(),
      institutionKind: OrganisationKind,
      year: SchoolYear,
      scale: Scale,
      seq: z.int(),
      /** False in the first grade: homework is «нет». */
      takesHomework: z.boolean(),
    }),
    periods: z.array(Period.extend({ current: z.boolean() })),
    periodId: z.uuid(),
    canWrite: z.boolean(),
    /** Absent for reasons too: the class teacher of these students. */
    canSetReasons: z.boolean(),
    today: CalendarDate,
    students: z.array(
      PersonName.extend({
        studentId: z.uuid(),
        number: z.int(),
        grade: z.int(),
        intervals: z.array(Interval),
        /** False: only «н», topics and «н/оц». */
        takesMarks: z.boolean(),
      }),
    ),
    lessons: z.array(PageLesson),
    works: z.array(PageWork),
    marks: z.array(z.object({ workId: z.uuid(), studentId: z.uuid(), version: z.int(), mark: MarkValue })),
    attendance: z.array(z.object({ lessonId: z.uuid(), studentId: z.uuid(), version: z.int(), code: AttendanceCode })),
    results: z.array(z.object({ studentId: z.uuid(), version: z.int(), result: ResultValue })),
    /** Cells that were emptied: a write names their version, as it names that of any other. */
    emptied: z.array(CellPlace.extend({ version: z.int() })),
    /** What stands beside the cells now; a cell without a comment is not named. */
    comments: z.array(CellPlace.extend({ comment: CellComment })),
    resultsClosed: RefusalCode.nullable(),
    standings: z.array(PageStanding),
  })
  .meta({ id: 'JournalPage' });
export type JournalPage = z.infer<typeof JournalPage>;

const page = z.object({ pageId: z.uuid() });
const eachCellOnce = (changes: readonly CellChange[]): boolean => new Set(changes.map(cellKey)).size === changes.length;
const text = (max: number) => z.string().trim().max(max);

export const pagesContract = contract({
  listPages: {
    method: 'get',
    path: '/pages',
    summary: 'Pages that the actor may open: own ones, those of the own class, or all for the administration',
    permission: 'journal.pages.read',
    idempotency: 'none',
    query: z.object({ year: z.coerce.number().pipe(SchoolYear).optional(), classId: z.uuid().optional() }),
    success: { status: 200, body: z.object({ pages: z.array(PageBrief) }) },
    problems: [],
  },
  getPage: {
    method: 'get',
    path: '/pages/{pageId}',
    summary: 'One page and period in one answer: students, lessons, works, cells, standings',
    permission: 'journal.pages.read',
    idempotency: 'none',
    params: page,
    query: z.object({ periodId: z.uuid().optional() }),
    success: { status: 200, body: JournalPage },
    problems: ['page-not-found'],
  },
  changeCells: {
    method: 'post',
    path: '/pages/{pageId}/changes',
    summary:
      'Apply a batch of cell changes in one transaction; each cell is answered on its own, in the order of the batch',
    permission: 'journal.pages.write',
    idempotency: 'stored',
    params: page,
    body: z.object({
      changes: z.array(CellChange).min(1).max(500).refine(eachCellOnce, { message: 'a cell is named twice' }),
    }),
    success: {
      status: 200,
      body: z.object({
        outcomes: z.array(CellOutcome),
        /** The page's saves so far. */
        seq: z.int(),
        /** Of the students whose cells changed. */
        standings: z.array(PageStanding),
        savedAt: z.iso.datetime(),
      }),
    },
    problems: ['page-not-found'],
  },
  recordLesson: {
    method: 'put',
    path: '/pages/{pageId}/lessons/{lessonId}/record',
    summary: 'Topic and homework of a lesson [JRN-2]',
    permission: 'journal.pages.write',
    idempotency: 'natural',
    params: z.object({ pageId: z.uuid(), lessonId: z.uuid() }),
    body: z.object({ topic: text(500), homework: text(2000), baseVersion: z.int().min(0) }),
    success: { status: 200, body: z.object({ version: z.int(), topic: z.string(), homework: z.string() }) },
    problems: [
      'page-not-found',
      'lesson-not-found',
      'window-closed',
      'text-not-russian',
      'first-grade-homework',
      'not-your-lesson',
      'conflict',
      'lesson-cancelled',
      'year-closed',
    ],
  },
  addWork: {
    method: 'post',
    path: '/pages/{pageId}/works',
    summary: 'A work on a lesson; the id is made by the caller',
    permission: 'journal.pages.write',
    idempotency: 'natural',
    params: page,
    body: z.object({
      id: z.uuid(),
      lessonId: z.uuid(),
      typeKey: WorkTypeKey,
      title: text(200).default(''),
      weight: WeightHundredths.optional(),
    }),
    success: { status: 201, body: PageWork },
    problems: [
      'page-not-found',
      'lesson-not-found',
      'lesson-ahead',
      'window-closed',
      'topic-required',
      'not-your-lesson',
      'id-taken',
      'lesson-cancelled',
      'year-closed',
    ],
  },
  changeWork: {
    method: 'patch',
    path: '/pages/{pageId}/works/{workId}',
    summary: 'Kind, title or weight of a work; averages are computed again',
    permission: 'journal.pages.write',
    idempotency: 'natural',
    params: z.object({ pageId: z.uuid(), workId: z.uuid() }),
    body: z.object({
      typeKey: WorkTypeKey.optional(),
      title: text(200).optional(),
      weight: WeightHundredths.optional(),
      baseVersion: z.int(),
    }),
    success: { status: 200, body: PageWork },
    problems: [
      'page-not-found',
      'work-not-found',
      'window-closed',
      'work-kind-locked',
      'conflict',
      'not-your-lesson',
      'topic-required',
      'year-closed',
    ],
  },
  removeWork: {
    method: 'delete',
    path: '/pages/{pageId}/works/{workId}',
    summary: 'Remove a work without marks',
    permission: 'journal.pages.write',
    idempotency: 'natural',
    params: z.object({ pageId: z.uuid(), workId: z.uuid() }),
    success: { status: 204 },
    problems: [
      'page-not-found',
      'work-not-found',
      'window-closed',
      'lesson-has-records',
      'not-your-lesson',
      'year-closed',
    ],
  },
  cellHistory: {
    method: 'get',
    path: '/pages/{pageId}/history',
    summary:
      'Who wrote what into a cell, when, before and after; a work and its lesson together give mark and attendance [JRN-22]',
    permission: 'journal.history.read',
    idempotency: 'none',
    params: page,
    query: z.object({
      studentId: z.uuid(),
      workId: z.uuid().optional(),
      lessonId: z.uuid().optional(),
      periodId: z.uuid().optional(),
    }),
    success: {
      status: 200,
      body: z.object({
        entries: z.array(
          z.object({
            at: z.iso.datetime(),
            by: z.string(),
            seq: z.int(),
            before: CellValue,
            after: CellValue,
            /** Written with this save; empty = taken away. */
            comment: CellComment.optional(),
          }),
        ),
      }),
    },
    problems: ['page-not-found'],
  },
});
