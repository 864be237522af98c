import type { Knex } from 'knex';
import type pg from 'pg';

interface Pooled {
  acquireConnection(): Promise<pg.Client>;
  releaseConnection(connection: pg.Client): Promise<void>;
}

/** The connection that a transaction holds; statements given to it keep their order, whoever gives them. */
export const connectionOf = (trx: Knex.Transaction): Promise<pg.Client> => (trx.client as Pooled).acquireConnection();

/** A connection of the pool for as long as the work takes. */
export async function withConnection<T>(db: Knex, work: (connection: pg.Client) => Promise<T>): Promise<T> {
  const pool = db.client as Pooled;
  const connection = await pool.acquireConnection();
  try {
    return await work(connection);
  } finally {
    await pool.releaseConnection(connection);
  }
}
