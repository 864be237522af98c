import { on } from '@parta/chassis/events/consumer';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';

/** Who the maker of a sheet is, and whether they still may: a queued job is judged again when it starts. */
export const onAccount = on(accountV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('account').where({ institution_id: institutionId, user_id: key }).delete();
    return;
  }
  await trx('account')
    .insert({
      institution_id: institutionId,
      user_id: data.userId,
      person_id: data.personId,
      state: data.state,
      roles: JSON.stringify(data.roles),
    })
    .onConflict(['institution_id', 'user_id'])
    .merge();
});
