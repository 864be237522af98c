import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/pipeline';
import type { EditRules } from '@parta/contracts/rules/journal/edit-window';
import { isMarkless } from '@parta/contracts/rules/journal/first-grade';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { type CellChange, cellKey } from '@parta/contracts/values/cell';
import { AttendanceCode, MarkValue, ResultValue, Scale } from '@parta/contracts/values/mark';
import { OrganisationKind } from '@parta/contracts/values/organisation';
import { PeriodScheme } from '@parta/contracts/values/school-year';
import { WorkKind, WorkTypeKey } from '@parta/contracts/values/work-type';
import type { OwnClass, Teaching } from '../access/page-rights.ts';
import type { CellFacts, LessonFacts, LockedPage, PageFacts, StudentFacts, WorkFacts } from './page-facts.ts';

/** Which rows a save will touch or must look at. */
export interface Touched {
  readonly works: readonly string[];
  readonly lessons: readonly string[];
  readonly students: readonly string[];
  /** Whether comments come with it: only then is looked what comments there are. */
  readonly comments?: boolean;
}

export function touchedBy(changes: readonly CellChange[]): Touched {
  return {
    works: changes.flatMap((change) => (change.kind === 'mark' ? [change.workId] : [])),
    lessons: changes.flatMap((change) => (change.kind === 'attendance' ? [change.lessonId] : [])),
    students: [...new Set(changes.map((change) => change.studentId))],
    comments: changes.some((change) => change.comment !== undefined),
  };
}

const pageColumns = `p.id, p.institution_id, p.year, p.subject_id, p.scale, p.seq, p.head,
  coalesce(o.time_zone, 'Europe/Moscow') as time_zone, coalesce(o.kind, 'school') as institution_kind,
  coalesce(c.state = 'closed', false) as year_closed,
  (select scheme from jsonb_array_elements(c.schemes) scheme where scheme->>'id' = p.period_scheme_id::text) as scheme`;
const pageSources = `page p left join organisation o on true left join calendar c on c.year = p.year`;

/**
 * Locks the page: the saves of one page stand in a line, so versions, history and events agree on one order. `no key` lets a
 * roster row that refers to the page be written meanwhile.
 */
export const lockPage = (pageId: string): Statement => ({
  name: 'page.lock',
  text: `select ${pageColumns} from ${pageSources} where p.id = $1 for no key update of p`,
  values: [pageId],
});

export const readPage = (pageId: string): Statement => ({
  name: 'page.read',
  text: `select ${pageColumns}, p.subject_name, p.name from ${pageSources} where p.id = $1`,
  values: [pageId],
});

export const teachersOf = (pageId: string): Statement => ({
  name: 'page.teachers',
  text: `select person_id, from_date, to_date from page_teacher where page_id = $1`,
  values: [pageId],
});

export const ownClassesOn = (pageId: string, personId: string | null): Statement => ({
  name: 'page.own-classes',
  text: `select t.class_id, t.from_date, t.to_date from page_class pc
         join class c on c.class_id = pc.class_id
         join class_teacher t on t.class_id in (c.class_id, c.parent_id)
         where pc.page_id = $1 and t.person_id = $2`,
  values: [pageId, personId],
});

/** Grades of the classes that a page is of. */
export const gradesOn = (pageId: string): Statement => ({
  name: 'page.grades',
  text: `select distinct c.grade from page_class pc join class c on c.class_id = pc.class_id where pc.page_id = $1`,
  values: [pageId],
});

/** Whether everyone on the page is in a grade that gets neither marks nor homework; a page of nobody is none. */
export function isMarklessPage(rows: Rows, page: LockedPage, rules: EditRules): boolean {
  const grades = z.array(z.object({ grade: z.int() })).parse(rows);
  return grades.length > 0 && grades.every(({ grade }) => isMarkless(grade, page.institutionKind, rules.policy));
}

/** The reads of one save, in the order in which `factsOf` takes their rows. */
export function readFacts(
  pageId: string,
  { works, lessons, students, comments = false }: Touched,
): readonly Statement[] {
  return [
    {
      name: 'facts.students',
      text: `select m.student_id, c.class_id, c.parent_id, c.grade, m.from_date, m.to_date from page_class pc
             join class c on c.class_id = pc.class_id join class_member m on m.class_id = c.class_id
             where pc.page_id = $1 and m.student_id = any($2::uuid[])`,
      values: [pageId, students],
    },
    {
      name: 'facts.works',
      text: `select id, lesson_id, type_key, kind, title, weight, version from work where page_id = $1 and id = any($2::uuid[]) and not removed`,
      values: [pageId, works],
    },
    {
      name: 'facts.lessons',
      text: `select id, date, state from lesson where page_id = $1
             and (id = any($2::uuid[]) or id in (select lesson_id from work where page_id = $1 and id = any($3::uuid[])))`,
      values: [pageId, lessons, works],
    },
    ...readCells(pageId, { works, lessons, students }),
    {
      name: 'facts.last-lessons',
      text: `select period->>'id' as period_id, (select max(l.date) from lesson l where l.page_id = p.id and l.state = 'planned'
               and l.date >= (period->>'from')::date and l.date < (period->>'to')::date) as date
             from page p join calendar c on c.year = p.year, jsonb_array_elements(c.schemes) scheme, jsonb_array_elements(scheme->'periods') period
             where p.id = $1 and scheme->>'id' = p.period_scheme_id::text`,
      values: [pageId],
    },
    ...(comments ? [newestNotes(pageId, students)] : []),
  ];
}

/** What stands in the cells: marks, attendance, results. */
const readCells = (pageId: string, { works, lessons, students }: Touched): readonly Statement[] => [
  {
    name: 'facts.marks',
    text: `select work_id as target, student_id, version, mark as value from mark
           where year = (select year from page where id = $1) and work_id = any($2::uuid[]) and student_id = any($3::uuid[])`,
    values: [pageId, works, students],
  },
  {
    name: 'facts.attendance',
    text: `select lesson_id as target, student_id, version, code as value from attendance
           where year = (select year from page where id = $1) and lesson_id = any($2::uuid[]) and student_id = any($3::uuid[])`,
    values: [pageId, lessons, students],
  },
  {
    name: 'facts.results',
    text: `select r.period_id as target, r.student_id, r.version, r.result as value from result r join page p
           on p.id = $1 and r.year = p.year and r.subject_id = p.subject_id where r.student_id = any($2::uuid[])`,
    values: [pageId, students],
  },
];

/** The comment that stands beside each cell of these students, empty where it was taken away. */
const newestNotes = (pageId: string, students: readonly string[]): Statement => ({
  name: 'facts.notes',
  text: `select distinct on (n.kind, n.target_id, n.student_id) n.kind, n.target_id as target, n.student_id, n.note
         from page p join revision_note n on n.year = p.year and n.page_id = p.id
         where p.id = $1 and n.student_id = any($2::uuid[]) order by n.kind, n.target_id, n.student_id, n.seq desc`,
  values: [pageId, students],
});

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
const WorkRow = z
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
const cellRow = <T extends z.ZodType>(value: T) =>
  z.object({ target: z.uuid(), student_id: z.uuid(), version: z.int(), value: value.nullable() });
const NoteRow = z.object({
  kind: z.enum(['mark', 'attendance', 'result']),
  target: z.uuid(),
  student_id: z.uuid(),
  note: z.string(),
});
const LastLessonRow = z.object({ period_id: z.uuid(), date: CalendarDate.nullable() });

type Rows = readonly unknown[] | undefined;

export const parsePage = (rows: Rows): LockedPage | undefined => PageRow.optional().parse(rows?.[0]);

export const parseRights = (personId: string | null, teachers: Rows, ownClasses: Rows): PageFacts['rights'] => ({
  personId,
  teachers: z.array(TeacherRow).parse(teachers),
  ownClasses: z.array(OwnClassRow).parse(ownClasses),
});

/** Every membership of a student on the page, joined. */
export function parseStudents(rows: Rows): ReadonlyMap<string, StudentFacts> {
  const students = new Map<string, StudentFacts>();
  for (const row of z.array(StudentRow).parse(rows)) {
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
export function factsOf(page: LockedPage, rights: PageFacts['rights'], rows: readonly Rows[]): PageFacts {
  const [students, works, lessons, marks, attendance, results, lastLessons, notes = []] = rows;
  const cells = new Map<string, CellFacts>();
  for (const row of z.array(cellRow(MarkValue)).parse(marks)) {
    cells.set(cellKey({ kind: 'mark', workId: row.target, studentId: row.student_id }), row);
  }
  for (const row of z.array(cellRow(AttendanceCode)).parse(attendance)) {
    cells.set(cellKey({ kind: 'attendance', lessonId: row.target, studentId: row.student_id }), row);
  }
  for (const row of z.array(cellRow(ResultValue)).parse(results)) {
    cells.set(cellKey({ kind: 'result', periodId: row.target, studentId: row.student_id }), row);
  }
  for (const { kind, target, student_id: studentId, note } of z.array(NoteRow).parse(notes)) {
    const key = cellKey({ kind, workId: target, studentId });
    cells.set(key, { ...(cells.get(key) ?? { version: 0, value: null }), comment: note });
  }
  return {
    page,
    rights,
    students: parseStudents(students),
    works: new Map(
      z
        .array(WorkRow)
        .parse(works)
        .map((work) => [work.id, work]),
    ),
    lessons: new Map(
      z
        .array(LessonRow)
        .parse(lessons)
        .map((lesson): [string, LessonFacts] => [lesson.id, lesson]),
    ),
    cells,
    lastLessons: new Map(
      z
        .array(LastLessonRow)
        .parse(lastLessons)
        .map((row) => [row.period_id, row.date]),
    ),
  };
}
