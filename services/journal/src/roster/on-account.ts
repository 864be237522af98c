import { on } from '@parta/chassis/events/consumer';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';

/** Which person a user is: history is written by users and read with names. */
export const onAccount = on(accountV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  await trx('account')
    .insert({ institution_id: institutionId, user_id: data.userId, person_id: data.personId })
    .onConflict(['institution_id', 'user_id'])
    .merge();
});
