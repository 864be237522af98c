import type { Knex } from 'knex';
import { z } from 'zod';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { SchoolYear } from '@parta/contracts/values/school-year';
import { insertRows } from '../insert-store.ts';
import { nameKey } from '../people/name-key.ts';

const ClassRow = z
  .object({
    id: z.uuid(),
    version: z.number(),
    parent_id: z.uuid().nullable(),
    year: SchoolYear,
    name: z.string(),
    grade: z.int(),
  })
  .transform(({ parent_id, ...row }) => ({ ...row, parentId: parent_id }));

/** A class, a group of a college, or a subgroup of one. */
export type SchoolClass = z.infer<typeof ClassRow>;
export const readClasses = (rows: unknown): SchoolClass[] => z.array(ClassRow).parse(rows);

export const classColumns = ['id', 'version', 'parent_id', 'year', 'name', 'grade'];

/** Locks the classes in the order of their ids; whoever is missing is not in the answer. */
export async function lockClasses(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SchoolClass>> {
  const rows: unknown = await trx('class')
    .whereRaw('id = any(?)', [[...ids]])
    .orderBy('id')
    .forNoKeyUpdate()
    .select(classColumns);
  return new Map(readClasses(rows).map((one) => [one.id, one]));
}

export async function loadClasses(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SchoolClass>> {
  const rows: unknown = await trx('class')
    .whereRaw('id = any(?)', [[...ids]])
    .select(classColumns);
  return new Map(readClasses(rows).map((one) => [one.id, one]));
}

export const classRow = (institutionId: string, one: Omit<SchoolClass, 'version'>): Record<string, unknown> => ({
  institution_id: institutionId,
  id: one.id,
  parent_id: one.parentId,
  year: one.year,
  name: one.name,
  name_key: nameKey(one.name),
  grade: one.grade,
});

export const insertClasses = (
  trx: Knex.Transaction,
  institutionId: string,
  classes: readonly Omit<SchoolClass, 'version'>[],
): Promise<void> =>
  insertRows(
    trx,
    'class',
    classes.map((one) => classRow(institutionId, one)),
  );

const HeldRow = z
  .object({ class_id: z.uuid(), person_id: z.uuid(), valid_from: CalendarDate, valid_to: CalendarDate.nullable() })
  .transform((row) => ({ classId: row.class_id, personId: row.person_id, from: row.valid_from, to: row.valid_to }));
type HeldPlace = z.infer<typeof HeldRow>;

/** Class teachers of these classes over time. */
export async function loadClassTeachers(
  trx: Knex.Transaction,
  classIds: readonly string[],
): Promise<readonly HeldPlace[]> {
  const rows: unknown = await trx('class_teacher')
    .whereRaw('class_id = any(?)', [[...classIds]])
    .orderBy(['class_id', 'valid_from'])
    .select('class_id', 'person_id', 'valid_from', 'valid_to');
  return z.array(HeldRow).parse(rows);
}

/** Members of these classes and subgroups over time: of classes by orders, of subgroups by division. */
export async function loadMembers(trx: Knex.Transaction, classIds: readonly string[]): Promise<readonly HeldPlace[]> {
  const ids = [...classIds];
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select class_id, student_id as person_id, valid_from, valid_to from membership where class_id = any(?)
     union all
     select class_id, student_id, valid_from, valid_to from subgroup_member where class_id = any(?)
     order by class_id, valid_from, person_id`,
    [ids, ids],
  );
  return z.array(HeldRow).parse(rows);
}

/**
 * Gives each class its next version and answers it whole. Members are read after the lock: of two orders that reach one class
 * at once, the later event holds the members of both.
 */
export async function nextClassEvents(
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<OutgoingEvent[]> {
  if (ids.length === 0) return [];
  await lockClasses(trx, ids);
  const rows: unknown = await trx('class')
    .whereRaw('id = any(?)', [[...ids]])
    .update({ version: trx.raw('version + 1') })
    .returning(classColumns);
  const teachers = Map.groupBy(await loadClassTeachers(trx, ids), ({ classId }) => classId);
  const members = Map.groupBy(await loadMembers(trx, ids), ({ classId }) => classId);
  return readClasses(rows).map(({ id, version, parentId, year, name, grade }) =>
    classV1.of(
      { institutionId, root: parentId ?? id, key: id, version },
      {
        ...{ classId: id, parentId, year, name, grade },
        classTeachers: (teachers.get(id) ?? []).map(({ personId, from, to }) => ({ personId, from, to })),
        members: (members.get(id) ?? []).map(({ personId, from, to }) => ({ studentId: personId, from, to })),
      },
    ),
  );
}

/** Comes after every change of a class or of who belongs to it. */
export const publishClasses = async (
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<void> => publishLater(trx, await nextClassEvents(trx, institutionId, ids));
