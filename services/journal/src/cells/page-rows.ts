import { z } from 'zod';
import type { EditRules } from '@parta/contracts/rules/journal/edit-window';
import { isMarkless } from '@parta/contracts/rules/journal/first-grade';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { cellKey } from '@parta/contracts/values/cell';
import { AttendanceCode, MarkValue, ResultValue, Scale } from '@parta/contracts/values/mark';
import { OrganisationKind } from '@parta/contracts/values/organisation';
import { PeriodScheme } from '@parta/contracts/values/school-year';
import { WorkKind, WorkTypeKey } from '@parta/contracts/values/work-type';
import type { OwnClass, Teaching } from '../access/page-rights.ts';
import type { CellFacts, LessonFacts, LockedPage, PageFacts, StudentFacts, WorkFacts } from './page-facts.ts';

type Rows = readonly unknown[] | undefined;

/** The reads of a save, by the names under which their rows are answered. */
export type FactName =
  | 'teachers'
  | 'ownClasses'
  | 'students'
  | 'works'
  | 'lessons'
  | 'marks'
  | 'attendance'
  | 'results'
  | 'lastLessons'
  | 'notes';

const PageRow = z
  .object({
    id: z.uuid(),
    institution_id: z.uuid(),
    year: z.int(),
    subject_id: z.uuid(),
    scale: Scale,
    seq: z.int(),
    head: z.instanceof(Buffer),
    time_zone: z.string(),
    institution_kind: OrganisationKind,
    year_closed: z.boolean(),
    scheme: PeriodScheme.nullable(),
  })
  .transform(
    (row): LockedPage => ({
      id: row.id,
      institutionId: row.institution_id,
      year: row.year,
      subjectId: row.subject_id,
      scale: row.scale,
      seq: row.seq,
      head: row.head,
      timeZone: row.time_zone,
      institutionKind: row.institution_kind,
      yearClosed: row.year_closed,
      scheme: row.scheme ?? undefined,
    }),
  );

/** Of a read that was not needed there are none. */
const rowsOf = <T extends z.ZodType>(row: T) => z.array(row).default([]);

const interval = { from_date: CalendarDate, to_date: CalendarDate.nullable() };
const TeacherRow = z
  .object({ person_id: z.uuid(), ...interval })
  .transform((row): Teaching => ({ personId: row.person_id, from: row.from_date, to: row.to_date }));
const OwnClassRow = z
  .object({ class_id: z.uuid(), ...interval })
  .transform((row): OwnClass => ({ classId: row.class_id, from: row.from_date, to: row.to_date }));
export const StudentRow = z.object({
  student_id: z.uuid(),
  class_id: z.uuid(),
  parent_id: z.uuid().nullable(),
  grade: z.int(),
  ...interval,
});
export const WorkRow = z
  .object({
    id: z.uuid(),
    lesson_id: z.uuid(),
    type_key: WorkTypeKey,
    kind: WorkKind,
    title: z.string(),
    weight: z.int(),
    version: z.int(),
  })
  .transform(({ lesson_id, type_key, ...row }): WorkFacts => ({ ...row, lessonId: lesson_id, typeKey: type_key }));
const LessonRow = z.object({ id: z.uuid(), date: CalendarDate, state: z.enum(['planned', 'cancelled', 'displaced']) });
const cellsOf = <T extends z.ZodType>(value: T) =>
  rowsOf(z.object({ target: z.uuid(), student_id: z.uuid(), version: z.int(), value: value.nullable() }));
const NoteRow = z.object({
  kind: z.enum(['mark', 'attendance', 'result']),
  target: z.uuid(),
  student_id: z.uuid(),
  note: z.string(),
});
const LastLessonRow = z.object({ period_id: z.uuid(), date: CalendarDate.nullable() });

// made once: a schema costs more to make than to use
const Teachers = rowsOf(TeacherRow);
const OwnClasses = rowsOf(OwnClassRow);
const Students = rowsOf(StudentRow);
const Works = rowsOf(WorkRow);
const Lessons = rowsOf(LessonRow);
const Marks = cellsOf(MarkValue);
const Attendance = cellsOf(AttendanceCode);
const Results = cellsOf(ResultValue);
const Notes = rowsOf(NoteRow);
const LastLessons = rowsOf(LastLessonRow);
const Page = PageRow.optional();
const Grades = z.array(z.object({ grade: z.int() }));

export const parsePage = (rows: Rows): LockedPage | undefined => Page.parse(rows?.[0]);

export const parseRights = (personId: string | null, teachers: Rows, ownClasses: Rows): PageFacts['rights'] => ({
  personId,
  teachers: Teachers.parse(teachers),
  ownClasses: OwnClasses.parse(ownClasses),
});

/** Every membership of a student on the page, joined. */
export function studentsOf(rows: readonly z.output<typeof StudentRow>[]): ReadonlyMap<string, StudentFacts> {
  const students = new Map<string, StudentFacts>();
  for (const row of rows) {
    const known = students.get(row.student_id);
    students.set(row.student_id, {
      grade: row.grade,
      classIds: [...(known?.classIds ?? []), row.class_id, ...(row.parent_id ? [row.parent_id] : [])],
      intervals: [...(known?.intervals ?? []), { from: row.from_date, to: row.to_date }],
    });
  }
  return students;
}

/** Rows of `readFacts` as what a decision reads. */
export function factsOf(page: LockedPage, personId: string | null, rows: Partial<Record<FactName, Rows>>): PageFacts {
  return {
    page,
    rights: parseRights(personId, rows.teachers, rows.ownClasses),
    students: studentsOf(Students.parse(rows.students)),
    works: new Map(Works.parse(rows.works).map((work) => [work.id, work])),
    lessons: new Map(Lessons.parse(rows.lessons).map((lesson): [string, LessonFacts] => [lesson.id, lesson])),
    cells: cellsIn(rows),
    lastLessons: new Map(LastLessons.parse(rows.lastLessons).map((row) => [row.period_id, row.date])),
  };
}

function cellsIn({ marks, attendance, results, notes }: Partial<Record<FactName, Rows>>): PageFacts['cells'] {
  const cells = new Map<string, CellFacts>();
  for (const row of Marks.parse(marks)) {
    cells.set(cellKey({ kind: 'mark', workId: row.target, studentId: row.student_id }), row);
  }
  for (const row of Attendance.parse(attendance)) {
    cells.set(cellKey({ kind: 'attendance', lessonId: row.target, studentId: row.student_id }), row);
  }
  for (const row of Results.parse(results)) {
    cells.set(cellKey({ kind: 'result', periodId: row.target, studentId: row.student_id }), row);
  }
  for (const { kind, target, student_id: studentId, note } of Notes.parse(notes)) {
    const key = cellKey({ kind, workId: target, studentId });
    cells.set(key, { ...(cells.get(key) ?? { version: 0, value: null }), comment: note });
  }
  return cells;
}

/** Whether everyone on the page is in a grade that gets neither marks nor homework; a page of nobody is none. */
export function isMarklessPage(rows: Rows, page: LockedPage, rules: EditRules): boolean {
  const grades = Grades.parse(rows);
  return grades.length > 0 && grades.every(({ grade }) => isMarkless(grade, page.institutionKind, rules.policy));
}
