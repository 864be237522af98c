import type { Actor } from '@parta/chassis/auth/actor';
import type { Dependencies } from '../dependencies.ts';
import { groupsOfSubjects, publishGroups } from '../teaching-groups/group-store.ts';
import { loadSubjects, type Subject, upsertSubjects } from './subject-store.ts';

/** Adds or renames subjects; teaching groups carry the new name on. Repeating publishes nothing. @throws DomainError `name-taken` */
export function buildSaveSubjects({ inTenant }: Dependencies) {
  return (actor: Actor, subjects: readonly Subject[]): Promise<Subject[]> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const before = new Map((await loadSubjects(trx)).map((one) => [one.id, one]));
      const changed = [...new Map(subjects.map((one) => [one.id, one])).values()].filter((one) =>
        differs(before.get(one.id), one),
      );
      await upsertSubjects(trx, institutionId, changed);
      const groupIds = await groupsOfSubjects(
        trx,
        changed.map(({ id }) => id),
      );
      await publishGroups(trx, institutionId, groupIds);
      return loadSubjects(trx);
    });
}

const differs = (before: Subject | undefined, { name, shortName, order }: Subject): boolean =>
  before?.name !== name || before.shortName !== shortName || before.order !== order;
