import { on, type Subscription } from '@parta/chassis/events/consumer';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';

/** Keeps who works here, and when. */
export const onStaff = (): Subscription =>
  on(staffV1, async (trx, { institutionId, key, data }) => {
    if (data === null) {
      await trx('staff').where({ person_id: key }).delete();
      return;
    }
    await trx('staff')
      .insert({ institution_id: institutionId, person_id: data.personId, positions: JSON.stringify(data.positions) })
      .onConflict(['institution_id', 'person_id'])
      .merge();
  });
