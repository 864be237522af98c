import { publishLater } from '@parta/chassis/events/outbox';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import type { Knex } from 'knex';
import { z } from 'zod';
import { type OrganisationNode, OrganisationRow, shown } from './organisation.ts';

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
  await publishLater(trx, [organisationEvent(node)]);
  return true;
}

export const organisationEvent = (node: OrganisationNode): OutgoingEvent =>
  organisationV1.of({ institutionId: node.id, root: node.id, key: node.id, version: node.version }, shown(node));

/** Gives these nodes their next version and answers them whole. */
export async function nextOrganisationEvents(
  trx: Knex.Transaction,
  _institutionId: string,
  ids: readonly string[],
): Promise<OutgoingEvent[]> {
  const rows: unknown = await trx('organisation')
    .whereRaw('id = any(?)', [[...ids]])
    .update({ version: trx.raw('version + 1') })
    .returning('*');
  return z.array(OrganisationRow).parse(rows).map(organisationEvent);
}
