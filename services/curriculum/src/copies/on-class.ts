import type { Knex } from 'knex';
import { on, type Subscription } from '@parta/chassis/events/consumer';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { insertRows } from '../insert-store.ts';
import { renameGroupsOfClass } from '../teaching-groups/rename-groups.ts';

/** Keeps classes and subgroups with their members over time; teaching groups take over a new name. */
export const onClass = (): Subscription =>
  on(classV1, async (trx, { institutionId, key, data }) => {
    await trx('class_member').where({ class_id: key }).delete();
    if (data === null) {
      await trx('class').where({ id: key }).delete();
      return;
    }
    const { classId, parentId, year, name, grade } = data;
    const before = await nameOf(trx, classId);
    await trx('class')
      .insert({ institution_id: institutionId, id: classId, parent_id: parentId, year, name, grade })
      .onConflict(['institution_id', 'id'])
      .merge();
    const members = data.members.map(({ studentId, from, to }) => ({
      institution_id: institutionId,
      class_id: classId,
      student_id: studentId,
      from_date: from,
      to_date: to,
    }));
    await insertRows(trx, 'class_member', members);
    if (before !== name) await renameGroupsOfClass(trx, institutionId, classId);
  });

async function nameOf(trx: Knex.Transaction, id: string): Promise<string | undefined> {
  const row: { name: string } | undefined = await trx('class').where({ id }).select<{ name: string }[]>('name').first();
  return row?.name;
}
