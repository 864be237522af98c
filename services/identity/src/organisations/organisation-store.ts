import { publishLater } from '@parta/chassis/events/outbox';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import type { Knex } from 'knex';
import { type OrganisationNode, shown } from './organisation.ts';

/**
 * Writes a new node and publishes it; false if its id is taken, by whomever. The node's own id is the scope in which everyone
 * keeps it.
 */
export async function insertOrganisation(trx: Knex.Transaction, node: OrganisationNode): Promise<boolean> {
  const { id, path, parentId, kind, name, shortName, timeZone, state, version } = node;
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `insert into organisation (id, path, parent_id, kind, name, short_name, time_zone, state, version)
     values (?, ?::uuid[], ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    [id, [...path], parentId, kind, name, shortName, timeZone, state, version],
  );
  if (rowCount === 0) return false;
  await publishLater(trx, [organisationV1.of({ institutionId: id, root: id, key: id, version }, shown(node))]);
  return true;
}
