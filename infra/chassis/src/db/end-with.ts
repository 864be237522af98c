import type { Knex } from 'knex';
import { connectionOf, leaveTogether } from './connection-of.ts';
import { pipelineOn } from './pipeline.ts';
import type { Statement } from './statement.ts';

const endings = new WeakMap<Knex.Transaction, Promise<unknown>>();

/**
 * The statements with which the work in a tenant transaction ends, where nothing is decided after them: the commit leaves in one
 * write with them instead of waiting for their answer. Returns once they are handed over; whether all of them took place the
 * transaction itself says, before anybody hears of it. For hot paths.
 */
export async function endWith(trx: Knex.Transaction, statements: readonly Statement[]): Promise<void> {
  const connection = await connectionOf(trx);
  const last = leaveTogether(connection, () => pipelineOn(connection, statements));
  const ending = Promise.all([endings.get(trx), last]);
  // it is asked for after the commit, and may fail before
  ending.catch(() => undefined);
  endings.set(trx, ending);
}

/**
 * Resolves when the last statements took place; undefined where there are none. To be waited for after the commit: Postgres ends an
 * aborted transaction by rolling it back and calls that no error.
 */
export const endingOf = (trx: Knex.Transaction): Promise<unknown> | undefined => endings.get(trx);
