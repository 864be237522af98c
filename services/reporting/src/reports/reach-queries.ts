import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { Role } from '@parta/contracts/kernel/roles';
import { addDays, type CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { CalendarRow, ClassRow } from '../class-summary/class-rows.ts';

const OwnClass = ClassRow.pick({ class_id: true, name: true, year: true, class_teachers: true });
type OwnClass = z.infer<typeof OwnClass>;

/** Of whose classes somebody may read the sheets. Names only for roles with the class in scope. [reports §0, privacy] */
export interface Reach {
  includes(classId: string): boolean;
  readonly classes: readonly Pick<OwnClass, 'class_id' | 'name' | 'year'>[];
}

export type Reader = Pick<Actor, 'personId' | 'roles'>;

const allClasses: readonly Role[] = ['director', 'deputy', 'study-head', 'administrator'];
const YearRow = CalendarRow.pick({ starts_on: true, ends_before: true }).extend({ year: z.int() });

/**
 * Director, deputy, head of studies and administrator reach every class, a class teacher the own one: the class that is theirs
 * today, or was on the last day of a year gone by.
 */
export async function readReach(trx: Knex.Transaction, reader: Reader, today: CalendarDate): Promise<Reach> {
  const classRows: unknown = await trx('class')
    .whereNull('parent_id')
    .select('class_id', 'name', 'year', 'class_teachers');
  const yearRows: unknown = await trx('calendar');
  const lastDays = new Map(
    z
      .array(YearRow)
      .parse(yearRows)
      .map((row) => [row.year, addDays(row.ends_before, -1)]),
  );
  const isOwn = (row: OwnClass): boolean => {
    const lastDay = lastDays.get(row.year);
    const day = lastDay !== undefined && lastDay < today ? lastDay : today;
    return row.class_teachers.some((each) => each.personId === reader.personId && covers(each, day));
  };
  const seesAll = reader.roles.some((role) => allClasses.includes(role));
  const teaches = reader.roles.some((role) => role === 'class-teacher' || role === 'teacher');
  const classes = z
    .array(OwnClass)
    .parse(classRows)
    .filter((row) => seesAll || (teaches && isOwn(row)));
  const ids = new Set(classes.map((row) => row.class_id));
  return { classes, includes: (classId) => ids.has(classId) };
}
