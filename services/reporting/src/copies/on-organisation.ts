import { on } from '@parta/chassis/events/consumer';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';

/** What the head of a sheet says of the institution, and in whose time zone its days are counted. */
export const onOrganisation = on(organisationV1, async (trx, { institutionId, data }) => {
  if (!data) {
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
    .onConflict('institution_id')
    .merge();
});
