import { on } from '@parta/chassis/events/consumer';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';

/** Whose inbox a person reads. */
export const onAccount = on(accountV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('account').where({ user_id: key }).delete();
    return;
  }
  await trx('account')
    .insert({ institution_id: institutionId, user_id: data.userId, person_id: data.personId, state: data.state })
    .onConflict(['institution_id', 'user_id'])
    .merge();
});
