import { on } from '@parta/chassis/events/consumer';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';

/** The name that a message tells of; an erasure takes it. */
export const onPerson = on(personV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('person').where({ person_id: key }).delete();
    return;
  }
  const { lastName, firstName } = data.name;
  await trx('person')
    .insert({ institution_id: institutionId, person_id: data.personId, last_name: lastName, first_name: firstName })
    .onConflict(['institution_id', 'person_id'])
    .merge();
});
