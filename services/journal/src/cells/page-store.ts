import type { Reads } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import type { CellChange } from '@parta/contracts/values/cell';
import type { FactName } from './page-rows.ts';

/** Which rows a save will touch or must look at. */
export interface Touched {
  readonly works: readonly string[];
  readonly lessons: readonly string[];
  readonly students: readonly string[];
  /** Periods of results: only of these it matters when the last lesson is. */
  readonly periods: readonly string[];
  /** Whether comments come with it: only then is looked what comments there are. */
  readonly comments?: boolean;
}

export function touchedBy(changes: readonly CellChange[]): Touched {
  return {
    works: changes.flatMap((change) => (change.kind === 'mark' ? [change.workId] : [])),
    lessons: changes.flatMap((change) => (change.kind === 'attendance' ? [change.lessonId] : [])),
    students: [...new Set(changes.map((change) => change.studentId))],
    periods: changes.flatMap((change) => (change.kind === 'result' ? [change.periodId] : [])),
    comments: changes.some((change) => change.comment !== undefined),
  };
}

export const pageColumns = `p.id, p.institution_id, p.year, p.subject_id, p.scale, p.seq, p.head,
  coalesce(o.time_zone, 'Europe/Moscow') as time_zone, coalesce(o.kind, 'school') as institution_kind,
  coalesce(c.state = 'closed', false) as year_closed,
  (select scheme from jsonb_array_elements(c.schemes) scheme where scheme->>'id' = p.period_scheme_id::text) as scheme`;
export const pageSources = `page p left join organisation o on true left join calendar c on c.year = p.year`;

/**
 * Locks the page: the saves of one page stand in a line, so versions, history and events agree on one order. `no key` lets a
 * roster row that refers to the page be written meanwhile.
 */
export const lockPage = (pageId: string): Statement => ({
  name: 'page.lock',
  text: `select ${pageColumns} from ${pageSources} where p.id = $1 for no key update of p`,
  values: [pageId],
});

export const teachers = `select person_id, from_date, to_date from page_teacher where page_id = $1`;

export const ownClasses = `
  select t.class_id, t.from_date, t.to_date from page_class pc
  join class c on c.class_id = pc.class_id
  join class_teacher t on t.class_id in (c.class_id, c.parent_id)
  where pc.page_id = $1 and t.person_id = $2`;

const teachersOf = (pageId: string): Statement => ({ name: 'page.teachers', text: teachers, values: [pageId] });

const ownClassesOn = (pageId: string, personId: string | null): Statement => ({
  name: 'page.own-classes',
  text: ownClasses,
  values: [pageId, personId],
});

/** Grades of the classes that a page is of. */
export const gradesOn = (pageId: string): Statement => ({
  name: 'page.grades',
  text: `select distinct c.grade from page_class pc join class c on c.class_id = pc.class_id where pc.page_id = $1`,
  values: [pageId],
});

/** What a save must know besides its page, of which it reads what it touches; the rows go to `factsOf`. */
export function readFacts(
  pageId: string,
  personId: string | null,
  { works = [], lessons = [], students = [], periods = [], comments = false }: Partial<Touched>,
): Partial<Reads<FactName>> {
  return {
    teachers: teachersOf(pageId),
    ownClasses: ownClassesOn(pageId, personId),
    ...(students.length > 0 && { students: studentsOn(pageId, students) }),
    ...((lessons.length > 0 || works.length > 0) && { lessons: lessonsOf(pageId, lessons, works) }),
    ...(works.length > 0 && { works: worksOf(pageId, works), marks: marksIn(pageId, works, students) }),
    ...(lessons.length > 0 && { attendance: attendanceIn(pageId, lessons, students) }),
    ...(periods.length > 0 && { results: resultsOf(pageId, students), lastLessons: lastLessonsIn(pageId, periods) }),
    ...(comments && { notes: newestNotes(pageId, students) }),
  };
}

const studentsOn = (pageId: string, students: readonly string[]): Statement => ({
  name: 'facts.students',
  text: `select m.student_id, c.class_id, c.parent_id, c.grade, m.from_date, m.to_date from page_class pc
         join class c on c.class_id = pc.class_id join class_member m on m.class_id = c.class_id
         where pc.page_id = $1 and m.student_id = any($2::uuid[])`,
  values: [pageId, students],
});

const worksOf = (pageId: string, works: readonly string[]): Statement => ({
  name: 'facts.works',
  text: `select id, lesson_id, type_key, kind, title, weight, version from work
         where page_id = $1 and id = any($2::uuid[]) and not removed`,
  values: [pageId, works],
});

/** The lessons themselves and those of works. */
const lessonsOf = (pageId: string, lessons: readonly string[], works: readonly string[]): Statement => ({
  name: 'facts.lessons',
  // not as two conditions joined by `or`: for those every lesson of the page would be looked at
  text: `select id, date, state from lesson where page_id = $1 and id in
         (select unnest($2::uuid[]) union select lesson_id from work where page_id = $1 and id = any($3::uuid[]))`,
  values: [pageId, lessons, works],
});

const marksIn = (pageId: string, works: readonly string[], students: readonly string[]): Statement => ({
  name: 'facts.marks',
  // arrays as sub-selects: seen by the planner it would count them and plan all the years' partitions anew for every save
  text: `select work_id as target, student_id, version, mark as value from mark
         where year = (select year from page where id = $1) and work_id = any((select $2::uuid[])::uuid[])
           and student_id = any((select $3::uuid[])::uuid[])`,
  values: [pageId, works, students],
});

const attendanceIn = (pageId: string, lessons: readonly string[], students: readonly string[]): Statement => ({
  name: 'facts.attendance',
  text: `select lesson_id as target, student_id, version, code as value from attendance
         where year = (select year from page where id = $1) and lesson_id = any((select $2::uuid[])::uuid[])
           and student_id = any((select $3::uuid[])::uuid[])`,
  values: [pageId, lessons, students],
});

const resultsOf = (pageId: string, students: readonly string[]): Statement => ({
  name: 'facts.results',
  text: `select r.period_id as target, r.student_id, r.version, r.result as value from result r join page p
         on p.id = $1 and r.year = p.year and r.subject_id = p.subject_id where r.student_id = any($2::uuid[])`,
  values: [pageId, students],
});

const lastLessonsIn = (pageId: string, periods: readonly string[]): Statement => ({
  name: 'facts.last-lessons',
  text: `select period->>'id' as period_id, (select max(l.date) from lesson l where l.page_id = p.id and l.state = 'planned'
           and l.date >= (period->>'from')::date and l.date < (period->>'to')::date) as date
         from page p join calendar c on c.year = p.year, jsonb_array_elements(c.schemes) scheme, jsonb_array_elements(scheme->'periods') period
         where p.id = $1 and scheme->>'id' = p.period_scheme_id::text and (period->>'id')::uuid = any($2::uuid[])`,
  values: [pageId, periods],
});

/** The comment that stands beside each cell of these students, empty where it was taken away. */
const newestNotes = (pageId: string, students: readonly string[]): Statement => ({
  name: 'facts.notes',
  text: `select distinct on (n.kind, n.target_id, n.student_id) n.kind, n.target_id as target, n.student_id, n.note
         from page p join revision_note n on n.year = p.year and n.page_id = p.id
         where p.id = $1 and n.student_id = any($2::uuid[]) order by n.kind, n.target_id, n.student_id, n.seq desc`,
  values: [pageId, students],
});
