import { on } from '@parta/chassis/events/consumer';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';

/** Classes and subgroups with who belongs to them, day by day. */
export const onClass = on(classV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('class').where({ institution_id: institutionId, class_id: key }).delete();
    return;
  }
  await trx('class')
    .insert({
      institution_id: institutionId,
      class_id: data.classId,
      parent_id: data.parentId,
      year: data.year,
      name: data.name,
      grade: data.grade,
      class_teachers: JSON.stringify(data.classTeachers),
      members: JSON.stringify(data.members),
    })
    .onConflict(['institution_id', 'class_id'])
    .merge();
});
