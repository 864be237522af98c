import type { Knex } from 'knex';
import { z } from 'zod';
import { shortName } from '@parta/contracts/values/person';

const ClassRow = z
  .object({ id: z.uuid(), parent_id: z.uuid().nullable(), name: z.string() })
  .transform(({ parent_id, ...row }) => ({ ...row, parentId: parent_id }));
/** A class, or a subgroup of the class `parentId`. */
export type KnownClass = z.infer<typeof ClassRow>;

/** Those that are known here yet, with the classes that subgroups divide. */
export async function loadClasses(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownClass>> {
  const rows: unknown = await trx('class')
    .whereRaw('id = any(?) or id in (select parent_id from class where id = any(?))', [[...ids], [...ids]])
    .select('id', 'parent_id', 'name');
  return new Map(
    z
      .array(ClassRow)
      .parse(rows)
      .map((one) => [one.id, one]),
  );
}

/** The same, held as they are until the transaction ends: a new name waits, then finds the groups that were made meanwhile. */
export async function holdClasses(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownClass>> {
  await trx('class')
    .whereRaw('id = any(?)', [[...ids]])
    .orderBy('id')
    .forShare()
    .select('id');
  return loadClasses(trx, ids);
}

export async function knownStaff(trx: Knex.Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { person_id: string }[] = await trx('staff')
    .whereRaw('person_id = any(?)', [[...ids]])
    .select('person_id');
  return new Set(rows.map((row) => row.person_id));
}

const PersonRow = z
  .object({ person_id: z.uuid(), last_name: z.string(), first_name: z.string(), middle_name: z.string().nullable() })
  .transform((row) => ({
    personId: row.person_id,
    name: { lastName: row.last_name, firstName: row.first_name, middleName: row.middle_name },
  }));

/** «Фамилия И. О.» by person; a person whose event has not come yet is not in it. */
export async function loadShortNames(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows: unknown = await trx('person')
    .whereRaw('person_id = any(?)', [[...new Set(ids)]])
    .select('person_id', 'last_name', 'first_name', 'middle_name');
  return new Map(
    z
      .array(PersonRow)
      .parse(rows)
      .map(({ personId, name }) => [personId, shortName(name)]),
  );
}
