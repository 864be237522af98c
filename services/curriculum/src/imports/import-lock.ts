import type { Knex } from 'knex';

const LOCK_SPACE = 7101;

/** Of knex, whose own types say nothing about it. */
interface Connections {
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
}

export interface ImportLock {
  release(): Promise<void>;
}

/**
 * One import of an institution at a time, over all replicas. The lock belongs to a session of the database, so whoever dies gives
 * it back at once: a row left running without its lock is known to be dead, without clocks and heartbeats. Undefined = taken.
 */
export async function takeImportLock(db: Knex, institutionId: string): Promise<ImportLock | undefined> {
  const connections = db.client as Connections;
  const connection = await connections.acquireConnection();
  const ask = async (call: string): Promise<boolean> => {
    const { rows } = await db
      .raw<{ rows: { done: boolean }[] }>(`select ${call}(?, hashtext(?)) as done`, [LOCK_SPACE, institutionId])
      .connection(connection);
    return rows[0]?.done === true;
  };
  const giveBack = (): Promise<void> => connections.releaseConnection(connection);
  try {
    if (await ask('pg_try_advisory_lock')) {
      return { release: async () => void (await ask('pg_advisory_unlock').finally(giveBack)) };
    }
  } catch (error) {
    await giveBack();
    throw error;
  }
  await giveBack();
  return undefined;
}

/** Whether nobody runs an import of this institution; the lock is given back with the transaction. */
export async function nobodyImports(trx: Knex.Transaction, institutionId: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { free: boolean }[] }>(
    'select pg_try_advisory_xact_lock(?, hashtext(?)) as free',
    [LOCK_SPACE, institutionId],
  );
  return rows[0]?.free === true;
}
