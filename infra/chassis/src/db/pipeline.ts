import type { Knex } from 'knex';
import type pg from 'pg';
import { inSpan } from '../tracing/span.ts';
import { Batch } from './batch.ts';
import { connectionOf } from './connection-of.ts';
import type { Statement } from './statement.ts';

/**
 * Runs statements on the transaction's own connection in one round trip and answers their rows in order. For hot paths only:
 * with arrays by `unnest` it saves a column of 25 cells at twice the rate of row inserts. Needs `connection: { pipeline: true }`.
 * Throws the error of the first statement that failed, once none is under way any more.
 */
export async function pipeline(trx: Knex.Transaction, statements: readonly Statement[]): Promise<readonly unknown[][]> {
  return pipelineOn(await connectionOf(trx), statements);
}

/** As `pipeline`, on a connection that the caller holds; all statements are handed over before it returns. */
export function pipelineOn(connection: pg.Client, statements: readonly Statement[]): Promise<readonly unknown[][]> {
  const facts = { 'parta.statements': statements.map(({ name }) => name) };
  return inSpan({ name: 'pipeline', facts }, () => run(connection, statements));
}

async function run(connection: pg.Client, statements: readonly Statement[]): Promise<readonly unknown[][]> {
  if (statements.length === 0) return [];
  const batch = new Batch(statements, connection);
  connection.query(batch);
  try {
    return await batch.done;
  } catch (error) {
    // it was made where the answer came in; whoever reads it wants to know who asked
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}
