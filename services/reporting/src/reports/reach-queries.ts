import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { Statement } from '@parta/chassis/db/statement';
import type { Role } from '@parta/contracts/kernel/roles';
import { addDays, CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { ClassRow } from '../class-summary/class-rows.ts';

const OwnClass = ClassRow.pick({ class_id: true, name: true, year: true, class_teachers: true }).extend({
  /** The first day after the class's year; null while its calendar has not come. */
  ends_before: CalendarDate.nullable(),
});
type OwnClass = z.infer<typeof OwnClass>;

/** Of whose classes somebody may read the sheets. Names only for roles with the class in scope. [reports §0, privacy] */
export interface Reach {
  includes(classId: string): boolean;
  readonly classes: readonly Pick<OwnClass, 'class_id' | 'name' | 'year'>[];
}

export type Reader = Pick<Actor, 'personId' | 'roles'>;

const allClasses: readonly Role[] = ['director', 'deputy', 'study-head', 'administrator'];

const classes = `
  select class_id, name, year, class_teachers,
    (select ends_before from calendar where calendar.year = class.year limit 1) as ends_before
  from class where parent_id is null`;

/** Every class of the institution, for `parseReach`. */
export const readReach: Statement = { name: 'reach.classes', text: classes, values: [] };

/** One class, for a `parseReach` that is asked about no other. */
export const readReachOf = (classId: string): Statement => ({
  name: 'reach.class',
  text: `${classes} and class_id = $1`,
  values: [classId],
});

/**
 * Director, deputy, head of studies and administrator reach every class, a class teacher the own one: the class that is theirs
 * today, or was on the last day of a year gone by.
 */
export function parseReach(rows: readonly unknown[] | undefined, reader: Reader, today: CalendarDate): Reach {
  const isOwn = (row: OwnClass): boolean => {
    const lastDay = row.ends_before === null ? today : addDays(row.ends_before, -1);
    const day = lastDay < today ? lastDay : today;
    return row.class_teachers.some((each) => each.personId === reader.personId && covers(each, day));
  };
  const seesAll = reader.roles.some((role) => allClasses.includes(role));
  const teaches = reader.roles.some((role) => role === 'class-teacher' || role === 'teacher');
  const reached = z
    .array(OwnClass)
    .parse(rows)
    .filter((row) => seesAll || (teaches && isOwn(row)));
  const ids = new Set(reached.map((row) => row.class_id));
  return { classes: reached, includes: (classId) => ids.has(classId) };
}
