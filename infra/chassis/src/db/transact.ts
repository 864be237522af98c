import type pg from 'pg';
import { pipelineOn } from './pipeline.ts';
import type { Statement } from './statement.ts';

/** Statements in one round trip; their rows in order. */
export type Read = (statements: readonly Statement[]) => Promise<readonly unknown[][]>;

/** How work ends: its last statements leave in one message with the commit. */
export interface Ended<T> {
  readonly value: T;
  readonly last: readonly Statement[];
}

const begin: Statement = { name: 'begin', text: 'begin', values: [] };
const commit: Statement = { name: 'commit', text: 'commit', values: [] };
const rollback: Statement = { name: 'rollback', text: 'rollback', values: [] };

/**
 * A transaction of statements alone, for hot paths: begin leaves in one message with `first` and the first statements that the work
 * sends, the commit with the last. Answers once the commit has taken place; whatever fails takes all back.
 */
export async function transact<T>(
  connection: pg.Client,
  first: readonly Statement[],
  work: (read: Read) => Promise<Ended<T>>,
): Promise<T> {
  let before = [begin, ...first];
  let failed: { readonly error: unknown } | undefined;
  const read: Read = async (statements) => {
    const own = before;
    before = [];
    try {
      return (await pipelineOn(connection, [...own, ...statements])).slice(own.length);
    } catch (error) {
      failed ??= { error };
      throw error;
    }
  };
  try {
    const { value, last } = await work(read);
    // Postgres would roll back at the commit of an aborted transaction, and call that no error
    if (failed) throw failed.error;
    await read([...last, commit]);
    return value;
  } catch (error) {
    // a connection that broke takes its transaction with it, and the pool throws it away
    await pipelineOn(connection, [rollback]).catch(() => undefined);
    throw error;
  }
}
