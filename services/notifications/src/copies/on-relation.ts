import { on } from '@parta/chassis/events/consumer';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';

export const onRelation = on(relationV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('relation').where({ relation_id: key }).delete();
    return;
  }
  const { relationId, guardianId, studentId, from, to } = data;
  await trx('relation')
    .insert({
      institution_id: institutionId,
      relation_id: relationId,
      guardian_id: guardianId,
      student_id: studentId,
      from_date: from,
      to_date: to,
    })
    .onConflict(['institution_id', 'relation_id'])
    .merge();
});
