import type { Knex } from 'knex';
import { loadClasses } from '../copies/copy-queries.ts';
import { groupName } from './group-name.ts';
import { findGroups, lockGroups, publishGroups } from './group-store.ts';

/** A class or subgroup has another name: so have its teaching groups, and those of its subgroups. Publishes only what changed. */
export async function renameGroupsOfClass(
  trx: Knex.Transaction,
  institutionId: string,
  classId: string,
): Promise<void> {
  const ids = (await findGroups(trx, { classId })).map(({ id }) => id);
  if (ids.length === 0) return;
  const groups = [...(await lockGroups(trx, ids)).values()];
  const classes = await loadClasses(
    trx,
    groups.flatMap(({ classIds }) => classIds),
  );
  const renamed = groups.flatMap(({ id, name, classIds }) => {
    const next = groupName(classIds, classes);
    return next === name ? [] : [{ id, name: next }];
  });
  for (const { id, name } of renamed) await trx('teaching_group').where({ id }).update({ name });
  await publishGroups(
    trx,
    institutionId,
    renamed.map(({ id }) => id),
  );
}
