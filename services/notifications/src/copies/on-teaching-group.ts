import { on } from '@parta/chassis/events/consumer';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';

export const onTeachingGroup = on(teachingGroupV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  const row = { institution_id: institutionId, page_id: data.id };
  await trx('page')
    .insert({ ...row, subject_name: data.subject.name })
    .onConflict(['institution_id', 'page_id'])
    .merge();
  await trx('page_class').where({ page_id: data.id }).delete();
  if (data.classIds.length > 0) await trx('page_class').insert(data.classIds.map((id) => ({ ...row, class_id: id })));
});
