import { on, type Subscription } from '@parta/chassis/events/consumer';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';

/** Keeps an institution's kind, names and time zone. */
export const onOrganisation = (): Subscription =>
  on(organisationV1, async (trx, { institutionId, data }) => {
    if (data === null) {
      await trx('organisation').where({ institution_id: institutionId }).delete();
      return;
    }
    await trx('organisation')
      .insert({
        institution_id: institutionId,
        kind: data.kind,
        name: data.name,
        short_name: data.shortName,
        time_zone: data.timeZone,
      })
      .onConflict(['institution_id'])
      .merge();
  });
