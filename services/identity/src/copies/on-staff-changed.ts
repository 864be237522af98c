import { on, type Subscription } from '@parta/chassis/events/consumer';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import { type BringAccountsUp, oneByOne } from './bring-accounts-up.ts';

/** Rights begin and end with employment. [IAM-4; R-92 row 1] */
export const onStaffChanged = (bringAccountsUp: BringAccountsUp): Subscription =>
  on(staffV1, async (trx, { institutionId, key, data }) => {
    await oneByOne(trx, institutionId);
    const positions = (data?.positions ?? []).map(({ role, from, to }) => ({ role, from, to }));
    await trx('staff')
      .insert({ institution_id: institutionId, person_id: key, positions: JSON.stringify(positions) })
      .onConflict(['institution_id', 'person_id'])
      .merge();
    await bringAccountsUp(trx, institutionId, [key]);
  });
