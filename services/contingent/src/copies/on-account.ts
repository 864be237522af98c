import { on, type Subscription } from '@parta/chassis/events/consumer';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';

/** Keeps how far each person's account has come. [domain §5.1] */
export const onAccount = (): Subscription =>
  on(accountV1, async (trx, { institutionId, key, data }) => {
    if (data === null) {
      await trx('account').where({ institution_id: institutionId, user_id: key }).delete();
      return;
    }
    await trx('account')
      .insert({ institution_id: institutionId, user_id: data.userId, person_id: data.personId, state: data.state })
      .onConflict(['institution_id', 'user_id'])
      .merge();
  });
