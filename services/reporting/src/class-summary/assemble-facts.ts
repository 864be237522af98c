import { type CalendarDate, covers, type Interval } from '@parta/contracts/values/calendar-date';
import type { PersonName } from '@parta/contracts/values/person';
import type { ClassFacts, ResultFact, StudentFacts, SubjectFacts } from './class-facts.ts';
import type { ClassRows } from './class-queries.ts';
import type { GroupRow, ResultRow } from './class-rows.ts';
import { coveredSpan } from './covered-span.ts';

type Given = Pick<ClassFacts, 'institution' | 'upToPeriod' | 'today' | 'asOf'>;
type Scheme = SubjectFacts['scheme'];

const noScheme: Scheme = { kind: 'quarter', periods: [] };

/** A name that has not come yet, or was erased: the row stays, for its marks are the class's. */
const nameless: PersonName = { lastName: '(имя не получено)', firstName: '', middleName: null };

/** The read model's rows as what the sheet says; pure, so that every edge of S-06 is a table of a test. */
export function assembleFacts(rows: ClassRows, given: Given): ClassFacts {
  const scheme = classScheme(rows);
  const { listDay, from } = coveredSpan({ ...given, scheme });
  const nameOf = (id: string): PersonName => rows.names.get(id) ?? nameless;
  return {
    ...given,
    className: rows.class.name,
    year: rows.class.year,
    scheme,
    students: studentsOf(rows, { from, listDay }, nameOf),
    subjects: subjectsOf(rows, scheme),
    results: rows.results.flatMap(cellsOf),
    signers: signersOf(rows, listDay),
  };
}

const cellsOf = (row: ResultRow): readonly ResultFact[] =>
  row.student_ids.map((studentId, index) => ({
    studentId,
    subjectId: row.subject_ids[index] ?? '',
    of: row.period_ids[index] ?? '',
    value: row.result,
  }));

/** The scheme that most of the class's subjects follow; before there are any, the year's first. */
export function classScheme({ groups, calendar }: Pick<ClassRows, 'groups' | 'calendar'>): Scheme {
  const schemes = calendar?.schemes ?? [];
  const followers = (id: string): number => groups.filter((group) => group.period_scheme_id === id).length;
  return schemes.toSorted((a, b) => followers(b.id) - followers(a.id))[0] ?? noScheme;
}

interface Span {
  readonly from: CalendarDate;
  readonly listDay: CalendarDate;
}

function studentsOf(rows: ClassRows, span: Span, nameOf: (id: string) => PersonName): readonly StudentFacts[] {
  const membership = Map.groupBy(rows.class.members, (member) => member.studentId);
  return [...membership].flatMap(([id, intervals]): readonly StudentFacts[] => {
    const student = { id, name: nameOf(id), intervals };
    if (intervals.some((interval) => covers(interval, span.listDay))) return [{ ...student, left: null }];
    const left = leftDay(intervals, span);
    if (left === undefined) return [];
    const order = rows.movements.find((line) => line.student_id === id && line.effective_from === left);
    // a pupil moved inside the school stands in the new class only [reports §0, edge cases]
    if (order?.kind === 'transfer' && order.to_class_id !== null) return [];
    return [
      { ...student, left: { on: left, order: order?.order_number ?? null, graduated: order?.kind === 'graduation' } },
    ];
  });
}

/** The day of leaving, if it lies inside the sheet's span. */
function leftDay(intervals: readonly Interval[], { from, listDay }: Span): CalendarDate | undefined {
  const ends = intervals.flatMap(({ to }) => (to === null ? [] : [to])).filter((to) => from < to && to <= listDay);
  return ends.toSorted().at(-1);
}

function subjectsOf(rows: ClassRows, ofClass: Scheme): readonly SubjectFacts[] {
  const members = new Map([rows.class, ...rows.subgroups].map((row) => [row.class_id, row.members]));
  const bySubject = Map.groupBy(rows.groups, (group) => group.subject_id);
  return [...bySubject].map(([id, groups]) => ({
    id,
    name: groups[0]?.subject_name ?? '',
    scheme: schemeOf(groups, rows) ?? ofClass,
    rosters: groups.flatMap((group) => group.class_ids.flatMap((classId) => members.get(classId) ?? [])),
  }));
}

const schemeOf = (groups: readonly GroupRow[], { calendar }: ClassRows): Scheme | undefined =>
  calendar?.schemes.find((scheme) => scheme.id === groups[0]?.period_scheme_id);

/** Of each position the one who holds it on the sheet's last day; a blank line where it is not clear who. */
function signersOf({ class: own, staff, names }: ClassRows, day: CalendarDate): ClassFacts['signers'] {
  const onlyOne = (people: readonly string[]): PersonName | null =>
    (people.length === 1 ? names.get(people[0] ?? '') : undefined) ?? null;
  const holders = (...roles: readonly string[]): readonly string[] =>
    staff
      .filter(({ positions }) => positions.some((position) => roles.includes(position.role) && covers(position, day)))
      .map((row) => row.person_id);
  const teachers = own.class_teachers.filter((each) => covers(each, day)).map((each) => each.personId);
  const heads = holders('study-head');
  return {
    classTeacher: onlyOne(teachers),
    deputy: onlyOne(heads.length > 0 ? heads : holders('deputy')),
    director: onlyOne(holders('director')),
  };
}
