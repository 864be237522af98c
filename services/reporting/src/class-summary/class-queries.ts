import { z } from 'zod';
import { jsonRows } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import type { PersonName } from '@parta/contracts/values/person';
import { CalendarRow, ClassRow, GroupRow, MovementRow, NameRow, ResultRow, StaffRow } from './class-rows.ts';

interface Key {
  readonly classId: string;
  readonly year: number;
}

/** All that the sheet reads of one class. */
export interface ClassRows {
  readonly class: ClassRow;
  readonly subgroups: readonly ClassRow[];
  readonly groups: readonly GroupRow[];
  readonly calendar: CalendarRow | undefined;
  readonly movements: readonly MovementRow[];
  readonly results: readonly ResultRow[];
  readonly staff: readonly StaffRow[];
  readonly names: ReadonlyMap<string, PersonName>;
}

const groups = `select group_id, subject_id, subject_name, class_ids, period_scheme_id from taught
  order by subject_order, subject_name, group_id`;

const movements = `select student_id, kind, order_number, to_class_id, effective_from from movement
  where from_class_id = $1 order by effective_from`;

/**
 * Of several pages of one subject that hold a result of the same period, the one that was written last counts. One row each
 * value, since there are few of them and a class has thousands of results.
 */
const results = `
  select result, array_agg(student_id) as student_ids, array_agg(subject_id) as subject_ids, array_agg(period_id) as period_ids
  from (select distinct on (student_id, subject_id, period_id) student_id, subject_id, period_id, result from result
    where year = $2 and result is not null
      and student_id = any(array(select id from student)) and subject_id = any(array(select subject_id from taught))
    order by student_id, subject_id, period_id, changed_at desc) newest group by result`;

const names = `select person_id, name from person where person_id = any(
  array(select id from student) || array(select person_id from head) ||
  array(select (each->>'personId')::uuid from own, jsonb_array_elements(class_teachers) each))`;

const view = `
  with own as materialized (
    select class_id, parent_id, year, name, class_teachers, members from class
    where class_id = $1 and year = $2 and parent_id is null),
  subgroup as materialized (
    select class_id, parent_id, year, name, class_teachers, members from class where parent_id = $1 and year = $2),
  taught as materialized (
    select group_id, subject_id, subject_name, subject_order, class_ids, period_scheme_id from teaching_group
    where year = $2 and class_ids && array(select class_id from own union all select class_id from subgroup)),
  student as materialized (
    select distinct (each->>'studentId')::uuid as id from own, jsonb_array_elements(members) each),
  head as materialized (
    select person_id, positions from staff where exists (
      select from jsonb_array_elements(positions) held where held->>'role' in ('director', 'deputy', 'study-head')))
  select ${jsonRows('select * from own')} as own, ${jsonRows('select * from subgroup')} as subgroups,
    ${jsonRows(groups)} as groups, ${jsonRows(movements)} as movements, ${jsonRows(results)} as results,
    ${jsonRows('select starts_on, ends_before, schemes from calendar where year = $2 limit 1')} as calendars,
    ${jsonRows('select * from head order by person_id')} as staff, ${jsonRows(names)} as names`;

/** One row of all that the sheet reads of a class; the transaction's scope is the institution. */
export const readClass = ({ classId, year }: Key): Statement => ({
  name: 'class-summary.class',
  text: view,
  values: [classId, year],
});

const View = z.object({
  own: z.array(ClassRow),
  subgroups: z.array(ClassRow),
  groups: z.array(GroupRow),
  movements: z.array(MovementRow),
  results: z.array(ResultRow),
  calendars: z.array(CalendarRow),
  staff: z.array(StaffRow),
  names: z.array(NameRow),
});

/** The row of `readClass`; `undefined` when this institution has no such class in that year. */
export function parseClass(row: unknown): ClassRows | undefined {
  const { own, calendars, names, ...rows } = View.parse(row);
  const [found] = own;
  if (!found) return undefined;
  return {
    ...rows,
    class: found,
    calendar: calendars[0],
    names: new Map(names.map((each) => [each.person_id, each.name])),
  };
}
