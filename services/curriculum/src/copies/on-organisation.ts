import { on, type Subscription } from '@parta/chassis/events/consumer';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';

/** Keeps an institution's kind, name and time zone. */
export const onOrganisation = (): Subscription =>
  on(organisationV1, async (trx, { institutionId, data }) => {
    if (data === null) {
      await trx('organisation').where({ institution_id: institutionId }).delete();
      return;
    }
    const { kind, name, timeZone } = data;
    await trx('organisation')
      .insert({ institution_id: institutionId, kind, name, time_zone: timeZone })
      .onConflict(['institution_id'])
      .merge();
  });
