import type { Knex } from 'knex';
import type pg from 'pg';

/** The connection that a transaction holds; statements given to it keep their order, whoever gives them. */
export function connectionOf(trx: Knex.Transaction): Promise<pg.Client> {
  const client = trx.client as { acquireConnection(): Promise<pg.Client> };
  return client.acquireConnection();
}
