import { on, type Subscription } from '@parta/chassis/events/consumer';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';

/** Keeps names of staff: nothing here shows a student or a guardian by name. A tombstone erases. [domain §8] */
export const onPerson = (): Subscription =>
  on(personV1, async (trx, { institutionId, key, data }) => {
    if (!data?.kinds.includes('staff')) {
      await trx('person').where({ person_id: key }).delete();
      return;
    }
    const { personId, name } = data;
    await trx('person')
      .insert({
        institution_id: institutionId,
        person_id: personId,
        last_name: name.lastName,
        first_name: name.firstName,
        middle_name: name.middleName,
      })
      .onConflict(['institution_id', 'person_id'])
      .merge();
  });
