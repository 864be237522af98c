import type { Actor } from '@parta/chassis/auth/actor';
import { conflict } from '@parta/chassis/errors';
import type { classesContract } from '@parta/contracts/http/contingent/classes';
import type { Input } from '@parta/contracts/kernel/operation';
import type { Dependencies } from '../dependencies.ts';
import { type ClassBrief, loadClassBrief } from './class-queries.ts';
import { classRow, lockClasses, publishClasses } from './class-store.ts';

type NewClass = Input<(typeof classesContract)['createClass']>['body'];

/** A class of a year; a repeated call answers the same. @throws DomainError `name-taken`, `id-taken` */
export function buildCreateClass({ inTenant, clock }: Dependencies) {
  return (actor: Actor, { id, year, name, grade }: NewClass): Promise<ClassBrief> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      // whichever of id and name is taken, the insert waits for whoever takes it and then does nothing
      const inserted: unknown[] = await trx('class')
        .insert(classRow(institutionId, { id, parentId: null, year, name, grade }))
        .onConflict()
        .ignore()
        .returning('id');
      if (inserted.length > 0) {
        await publishClasses(trx, institutionId, [id]);
      } else {
        const known = (await lockClasses(trx, [id])).get(id);
        if (!known) throw conflict('name-taken');
        const same = known.parentId === null && known.year === year && known.name === name && known.grade === grade;
        if (!same) throw conflict('id-taken');
      }
      return loadClassBrief(trx, clock, id);
    });
}
