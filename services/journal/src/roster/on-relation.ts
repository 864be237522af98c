import { on } from '@parta/chassis/events/consumer';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';

/** Whose diary a guardian may read. [IAM-8] */
export const onRelation = on(relationV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('relation').where({ relation_id: key }).delete();
    return;
  }
  await trx('relation')
    .insert({
      institution_id: institutionId,
      relation_id: data.relationId,
      guardian_id: data.guardianId,
      student_id: data.studentId,
      from_date: data.from,
      to_date: data.to,
    })
    .onConflict(['institution_id', 'relation_id'])
    .merge();
});
