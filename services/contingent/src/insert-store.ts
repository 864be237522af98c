import type { Knex } from 'knex';

const ROWS_AT_ONCE = 1000;

/** Many rows in few round trips: a statement takes at most 65,535 parameters. */
export async function insertRows(
  trx: Knex.Transaction,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await trx(table).insert(rows.slice(start, start + ROWS_AT_ONCE));
  }
}
