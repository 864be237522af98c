import { on, type Subscription } from '@parta/chassis/events/consumer';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { type BringAccountsUp, oneByOne } from './bring-accounts-up.ts';

/** Name and consent; a tombstone takes the name and the access. */
export const onPersonChanged = (bringAccountsUp: BringAccountsUp): Subscription =>
  on(personV1, async (trx, { institutionId, key, data }) => {
    await oneByOne(trx, institutionId);
    if (data === null) {
      await trx('person').where({ institution_id: institutionId, person_id: key }).delete();
    } else {
      await trx('person')
        .insert({
          institution_id: institutionId,
          person_id: key,
          name: JSON.stringify(data.name),
          consent: data.consent,
        })
        .onConflict(['institution_id', 'person_id'])
        .merge();
    }
    await bringAccountsUp(trx, institutionId, [key]);
  });
