import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate, IsoWeek } from '../../values/calendar-date.ts';
import { CellComment } from '../../values/cell.ts';
import { AttendanceCode, MarkValue, ResultValue } from '../../values/mark.ts';
import { PersonName } from '../../values/person.ts';
import { WeightHundredths, WorkTypeKey } from '../../values/work-type.ts';

export const DiaryMark = z
  .object({
    workId: z.uuid(),
    mark: MarkValue,
    version: z.int(),
    typeKey: WorkTypeKey,
    title: z.string(),
    weight: WeightHundredths,
    at: z.iso.datetime(),
    comment: CellComment.optional(),
  })
  .meta({ id: 'DiaryMark' });

export const DiaryWeek = z
  .object({
    student: PersonName.extend({ studentId: z.uuid(), groupName: z.string().nullable() }),
    week: IsoWeek,
    from: CalendarDate,
    today: CalendarDate,
    days: z.array(
      z.object({
        date: CalendarDate,
        holiday: z.string().nullable(),
        lessons: z.array(
          z.object({
            lessonId: z.uuid(),
            pageId: z.uuid(),
            slot: z.int(),
            startsAt: z.string(),
            endsAt: z.string(),
            subjectName: z.string(),
            room: z.string().nullable(),
            topic: z.string(),
            homework: z.string(),
            state: z.enum(['planned', 'cancelled', 'displaced']),
            attendance: AttendanceCode.nullable(),
            /** The teacher's word on the absence. */
            comment: CellComment.optional(),
            marks: z.array(DiaryMark),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DiaryWeek' });
export type DiaryWeek = z.infer<typeof DiaryWeek>;

const student = z.object({ studentId: z.uuid() });

/** Shown without any action of the school to the student and to the guardians. [JRN-9; R-26] */
export const diaryContract = contract({
  listDiaries: {
    method: 'get',
    path: '/diaries',
    summary: 'Whose diaries the actor may read: the student themself, or the guardian’s children here',
    permission: 'journal.diary.read',
    idempotency: 'none',
    success: {
      status: 200,
      body: z.object({
        students: z.array(PersonName.extend({ studentId: z.uuid(), groupName: z.string().nullable() })),
      }),
    },
    problems: [],
  },
  diaryWeek: {
    method: 'get',
    path: '/diaries/{studentId}/week',
    summary: 'One week: lessons, topics, homework, marks, attendance in one answer',
    permission: 'journal.diary.read',
    idempotency: 'none',
    params: student,
    query: z.object({ week: IsoWeek.optional() }),
    success: { status: 200, body: DiaryWeek },
    problems: ['page-not-found'],
  },
  diarySubjects: {
    method: 'get',
    path: '/diaries/{studentId}/subjects',
    summary: 'Averages with their terms, absences and period results by subject [JRN-5]',
    permission: 'journal.diary.read',
    idempotency: 'none',
    params: student,
    success: {
      status: 200,
      body: z.object({
        student: PersonName.extend({ studentId: z.uuid(), groupName: z.string().nullable() }),
        subjects: z.array(
          z.object({
            pageId: z.uuid(),
            subjectName: z.string(),
            periodName: z.string(),
            averageHundredths: z.int().nullable(),
            absences: z.int(),
            marks: z.array(DiaryMark.extend({ date: CalendarDate })),
            results: z.array(z.object({ periodName: z.string(), result: ResultValue })),
          }),
        ),
      }),
    },
    problems: ['page-not-found'],
  },
});
