import type { Knex } from 'knex';
import type pg from 'pg';

interface Transaction {
  begin(connection: pg.Client): Promise<unknown>;
}

interface Client {
  transaction(...options: readonly unknown[]): Transaction;
}

/**
 * Transactions of this pool don't wait for their BEGIN: it leaves in one write with the scope and the first statements. A
 * connection keeps the order of its statements, and one whose BEGIN fails refuses all that follow. That spares each transaction
 * a round trip, which costs both sides about 0.1 ms of CPU.
 */
export function beginWithWork(db: Knex): Knex {
  const client = db.client as Client;
  const transaction = client.transaction.bind(client);
  client.transaction = (...options) => {
    const begun = transaction(...options);
    const begin = begun.begin.bind(begun);
    begun.begin = (connection) => {
      // a failure is told by the transaction itself
      leaveTogether(connection, () => begin(connection)).catch(() => undefined);
      return Promise.resolve();
    };
    return begun;
  };
  return db;
}

/** What is given to the connection leaves in one write with all that others, ready to go on, give it before the next tick. */
function leaveTogether<T>({ connection: { stream } }: pg.Client, give: () => T): T {
  stream.cork();
  process.nextTick(() => stream.uncork());
  return give();
}
