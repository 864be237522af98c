import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '@parta/chassis/clock';
import { notFound } from '@parta/chassis/errors';
import type { classesContract } from '@parta/contracts/http/contingent/classes';
import type { Success } from '@parta/contracts/kernel/operation';
import { type CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { byName } from '@parta/contracts/values/person';
import { schoolYearOf } from '@parta/contracts/values/school-year';
import { accountStatesOf } from '../copies/account-queries.ts';
import { loadToday } from '../copies/institution-queries.ts';
import { personColumns, readPeople } from '../people/person-store.ts';
import { classColumns, loadClassTeachers, loadMembers, readClasses, type SchoolClass } from './class-store.ts';
import { listDayOf } from './list-day.ts';

export type ClassBrief = Success<(typeof classesContract)['createClass']>;
export type ClassCard = Success<(typeof classesContract)['getClass']>;

const names = new Intl.Collator('ru', { numeric: true });

/** Briefs of these classes, by grade and name. */
async function briefsOf(
  trx: Knex.Transaction,
  classes: readonly SchoolClass[],
  today: CalendarDate,
): Promise<ClassBrief[]> {
  const ids = classes.map(({ id }) => id);
  const subgroups = await countSubgroups(trx, ids);
  const members = Map.groupBy(await loadMembers(trx, ids), ({ classId }) => classId);
  const held = await loadClassTeachers(trx, ids);
  const people = readPeople(
    await trx('person')
      .whereRaw('id = any(?)', [held.map(({ personId }) => personId)])
      .select(personColumns),
  );
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return classes
    .map(({ id, year, name, grade }) => {
      const list = members.get(id) ?? [];
      const day = listDayOf({ year }, list, today);
      const teacherId = held.find((one) => one.classId === id && covers(one, day))?.personId;
      const teacherName = nameOf.get(teacherId ?? '');
      const classTeacher = teacherId !== undefined && teacherName ? { personId: teacherId, ...teacherName } : null;
      const students = list.filter((one) => covers(one, day)).length;
      return { id, year, name, grade, classTeacher, students, subgroups: subgroups.get(id) ?? 0 };
    })
    .sort((a, b) => a.grade - b.grade || names.compare(a.name, b.name));
}

const CountRow = z.object({ parent_id: z.uuid(), subgroups: z.coerce.number() });

async function countSubgroups(trx: Knex.Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows: unknown = await trx('class')
    .whereRaw('parent_id = any(?)', [[...ids]])
    .groupBy('parent_id')
    .select('parent_id', trx.raw('count(*)::int as subgroups'));
  return new Map(
    z
      .array(CountRow)
      .parse(rows)
      .map((row) => [row.parent_id, row.subgroups]),
  );
}

/** Classes of a year; without one, of the current year, or of the latest there is. */
export async function listClasses(
  trx: Knex.Transaction,
  clock: Clock,
  year: number | undefined,
): Promise<ClassBrief[]> {
  const today = await loadToday(trx, clock);
  const rows: unknown = await trx('class')
    .whereNull('parent_id')
    .whereRaw(`year = coalesce(?::int, (select max(year) from class where year <= ?), (select max(year) from class))`, [
      year ?? null,
      schoolYearOf(today),
    ])
    .select(classColumns);
  return briefsOf(trx, readClasses(rows), today);
}

/** @throws DomainError `class-not-found`, also for a subgroup */
export async function loadClassBrief(trx: Knex.Transaction, clock: Clock, classId: string): Promise<ClassBrief> {
  const rows: unknown = await trx('class').where({ id: classId }).whereNull('parent_id').select(classColumns);
  const [brief] = await briefsOf(trx, readClasses(rows), await loadToday(trx, clock));
  if (!brief) throw notFound('class-not-found');
  return brief;
}

/** A class with its numbered list and divisions. @throws DomainError `class-not-found` */
export async function loadClassCard(trx: Knex.Transaction, clock: Clock, classId: string): Promise<ClassCard> {
  const brief = await loadClassBrief(trx, clock, classId);
  const today = await loadToday(trx, clock);
  const subgroups = readClasses(await trx('class').where({ parent_id: classId }).select(classColumns));
  const held = await loadMembers(trx, [classId, ...subgroups.map(({ id }) => id)]);
  const own = held.filter((one) => one.classId === classId);
  const day = listDayOf(brief, own, today);
  const list = own.filter((one) => covers(one, day));
  const ids = list.map(({ personId }) => personId);
  const people = readPeople(await trx('person').whereRaw('id = any(?)', [ids]).select(personColumns));
  const accounts = await accountStatesOf(trx, ids);
  const guardians = await countGuardians(trx, ids, today);
  const membershipOf = new Map(list.map((one) => [one.personId, one]));
  const members = people
    .sort((a, b) => byName(a.name, b.name) || (a.id < b.id ? -1 : 1))
    .map(({ id, name, birthDate }, index) => ({
      studentId: id,
      number: index + 1,
      ...name,
      birthDate,
      from: membershipOf.get(id)?.from ?? day,
      to: membershipOf.get(id)?.to ?? null,
      accountState: accounts.of(id),
      guardians: guardians.get(id) ?? 0,
    }));
  const divisions = subgroups
    .sort((a, b) => names.compare(a.name, b.name))
    .map(({ id, name }) => ({
      id,
      name,
      studentIds: held.filter((one) => one.classId === id && covers(one, day)).map(({ personId }) => personId),
    }));
  return { ...brief, members, divisions };
}

const GuardiansRow = z.object({ student_id: z.uuid(), guardians: z.coerce.number() });

async function countGuardians(
  trx: Knex.Transaction,
  studentIds: readonly string[],
  today: CalendarDate,
): Promise<ReadonlyMap<string, number>> {
  const rows: unknown = await trx('relation')
    .whereRaw('student_id = any(?) and (valid_to is null or valid_to > ?)', [[...studentIds], today])
    .groupBy('student_id')
    .select('student_id', trx.raw('count(*)::int as guardians'));
  return new Map(
    z
      .array(GuardiansRow)
      .parse(rows)
      .map((row) => [row.student_id, row.guardians]),
  );
}
