import { on } from '@parta/chassis/events/consumer';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';

/** Names, the only personal data of the read model; an erasure takes them away. */
export const onPerson = on(personV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('person').where({ institution_id: institutionId, person_id: key }).delete();
    return;
  }
  await trx('person')
    .insert({ institution_id: institutionId, person_id: data.personId, name: JSON.stringify(data.name) })
    .onConflict(['institution_id', 'person_id'])
    .merge();
});
