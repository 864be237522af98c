import type { Knex } from 'knex';
import { z } from 'zod';
import { type OrganisationNode, OrganisationRow } from './organisation.ts';

/** A node that the transaction's scope may see: its own, those below, and those where its user has an account. */
export async function findOrganisation(trx: Knex.Transaction, id: string): Promise<OrganisationNode | undefined> {
  const row: unknown = await trx('organisation').where({ id }).first();
  return row === undefined ? undefined : OrganisationRow.parse(row);
}

/** From the top down, so that a parent stands before its children. */
export async function listOrganisations(trx: Knex.Transaction): Promise<readonly OrganisationNode[]> {
  const rows: unknown = await trx('organisation').select().orderByRaw('cardinality(path), name, id');
  return z.array(OrganisationRow).parse(rows);
}

const UNKNOWN_ZONE = 'Europe/Moscow';

export const timeZoneOf = async (trx: Knex.Transaction, institutionId: string): Promise<string> =>
  (await findOrganisation(trx, institutionId))?.timeZone ?? UNKNOWN_ZONE;
