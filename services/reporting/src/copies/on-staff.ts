import { on } from '@parta/chassis/events/consumer';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';

/** Who signs as deputy and director. */
export const onStaff = on(staffV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('staff').where({ institution_id: institutionId, person_id: key }).delete();
    return;
  }
  await trx('staff')
    .insert({
      institution_id: institutionId,
      person_id: data.personId,
      positions: JSON.stringify(data.positions),
    })
    .onConflict(['institution_id', 'person_id'])
    .merge();
});
