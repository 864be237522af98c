import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict, invalid, notFound } from '@parta/chassis/errors';
import type { classesContract } from '@parta/contracts/http/contingent/classes';
import type { Input } from '@parta/contracts/kernel/operation';
import type { Dependencies } from '../dependencies.ts';
import { insertRows } from '../insert-store.ts';
import { nameKey } from '../people/name-key.ts';
import { type ClassCard, loadClassCard } from './class-queries.ts';
import { classRow, loadMembers, lockClasses, publishClasses, type SchoolClass } from './class-store.ts';
import { decideDivision, type Place } from './decide-division.ts';

type Operation = (typeof classesContract)['setSubgroup'];
type Ids = Input<Operation>['params'];
type Wish = Input<Operation>['body'];

/**
 * A subgroup and who is in it from a day on, by division and without an order. [CNT-3]
 * @throws DomainError `class-not-found`, `not-in-class`, `name-taken`
 */
export function buildSetSubgroup({ inTenant, clock }: Dependencies) {
  return (actor: Actor, ids: Ids, wish: Wish): Promise<ClassCard> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      // the class's lock holds off orders that would move its students meanwhile
      const parent = (await lockClasses(trx, [ids.classId])).get(ids.classId);
      if (parent?.parentId !== null) throw notFound('class-not-found');
      const made = await ensureSubgroup(trx, institutionId, { parent, id: ids.subgroupId, name: wish.name });

      const held = await loadMembers(trx, [ids.classId, ids.subgroupId]);
      const placesIn = (classId: string): Place[] =>
        held
          .filter((one) => one.classId === classId)
          .map(({ personId, from, to }) => ({ studentId: personId, from, to }));
      const division = decideDivision(placesIn(ids.classId), placesIn(ids.subgroupId), wish);
      if (!division) throw invalid('not-in-class');
      await replacePlaces(trx, institutionId, { subgroupId: ids.subgroupId, changed: division.changed });
      if (made || division.changed.size > 0) await publishClasses(trx, institutionId, [ids.subgroupId]);
      return loadClassCard(trx, clock, ids.classId);
    });
}

/** Answers whether the subgroup is new or has a new name. */
async function ensureSubgroup(
  trx: Knex.Transaction,
  institutionId: string,
  { parent, id, name }: { parent: SchoolClass; id: string; name: string },
): Promise<boolean> {
  const known = (await lockClasses(trx, [id])).get(id);
  if (known && known.parentId !== parent.id) throw notFound('class-not-found');
  const twin: unknown = await trx('class')
    .where({ parent_id: parent.id, name_key: nameKey(name) })
    .whereNot({ id })
    .first();
  if (twin !== undefined) throw conflict('name-taken');
  if (!known)
    await trx('class').insert(
      classRow(institutionId, { id, parentId: parent.id, year: parent.year, name, grade: parent.grade }),
    );
  if (known && known.name !== name)
    await trx('class')
      .where({ id })
      .update({ name, name_key: nameKey(name) });
  return known?.name !== name;
}

async function replacePlaces(
  trx: Knex.Transaction,
  institutionId: string,
  { subgroupId, changed }: { subgroupId: string; changed: ReadonlyMap<string, readonly Place[]> },
): Promise<void> {
  await trx('subgroup_member')
    .where({ class_id: subgroupId })
    .whereRaw('student_id = any(?)', [[...changed.keys()]])
    .delete();
  const rows = [...changed.values()].flat().map(({ studentId, from, to }) => ({
    institution_id: institutionId,
    class_id: subgroupId,
    student_id: studentId,
    valid_from: from,
    valid_to: to,
  }));
  await insertRows(trx, 'subgroup_member', rows);
}
