import { on } from '@parta/chassis/events/consumer';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';

/** Which subjects a class has, and by which periods. */
export const onTeachingGroup = on(teachingGroupV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('teaching_group').where({ institution_id: institutionId, group_id: key }).delete();
    return;
  }
  await trx('teaching_group')
    .insert({
      institution_id: institutionId,
      group_id: data.id,
      year: data.year,
      subject_id: data.subject.id,
      subject_name: data.subject.name,
      subject_order: data.subject.order,
      class_ids: data.classIds,
      period_scheme_id: data.periodSchemeId,
      state: data.state,
    })
    .onConflict(['institution_id', 'group_id'])
    .merge();
});
