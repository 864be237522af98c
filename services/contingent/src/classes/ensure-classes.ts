import type { Actor } from '@parta/chassis/auth/actor';
import { invalid } from '@parta/chassis/errors';
import type { classesContract } from '@parta/contracts/http/contingent/classes';
import type { Input, Success } from '@parta/contracts/kernel/operation';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Dependencies } from '../dependencies.ts';
import { insertKeys, lockKeys } from '../people/external-key-store.ts';
import { classColumns, insertClasses, publishClasses, readClasses } from './class-store.ts';
import { planClasses } from './plan-classes.ts';

type Operation = (typeof classesContract)['ensureClasses'];
type ClassFile = Input<Operation>['body'];
type Answer = Success<Operation>;

/**
 * Classes and subgroups of an imported file by the file's own keys: found or made, never doubled. Publishes only the made.
 * @throws DomainError `parent-unknown`
 */
export function buildEnsureClasses({ inTenant }: Dependencies) {
  return (actor: Actor, file: ClassFile): Promise<Answer> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const space = { institutionId, source: file.source, kind: `class-${file.year}` as const };
      const keys = await lockKeys(trx, space);
      const classes = readClasses(await trx('class').where({ year: file.year }).select(classColumns));
      const plan = planClasses(file.classes, { keys, classes }, uuidV7);
      if (!plan) throw invalid('parent-unknown');

      await insertClasses(
        trx,
        institutionId,
        plan.make.map((one) => ({ ...one, year: file.year })),
      );
      await insertKeys(trx, space, new Map([...plan.ids].filter(([key]) => !keys.has(key))));
      const made = new Set(plan.make.map(({ id }) => id));
      await publishClasses(trx, institutionId, [...made]);
      return {
        classes: file.classes.map(({ externalKey }) => {
          const classId = plan.ids.get(externalKey) ?? '';
          return { externalKey, classId, created: made.has(classId) };
        }),
      };
    });
}
