import { on } from '@parta/chassis/events/consumer';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';

/** Kind and time zone of the institution: its wording and its calendar day. */
export const onOrganisation = on(organisationV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  await trx('organisation')
    .insert({ institution_id: institutionId, kind: data.kind, time_zone: data.timeZone })
    .onConflict(['institution_id'])
    .merge();
});
