import { on } from '@parta/chassis/events/consumer';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';

/** Names for lists and for the story of a cell; an erasure takes the name, the marks keep the id. */
export const onPerson = on(personV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('person').where({ person_id: key }).delete();
    return;
  }
  const { lastName, firstName, middleName } = data.name;
  await trx('person')
    .insert({
      institution_id: institutionId,
      person_id: data.personId,
      last_name: lastName,
      first_name: firstName,
      middle_name: middleName,
    })
    .onConflict(['institution_id', 'person_id'])
    .merge();
});
