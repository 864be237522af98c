import type { Knex } from 'knex';
import { conflict } from '@parta/chassis/errors';

const UNIQUE_VIOLATION = '23505';

/**
 * Writes rows whose names are unique in the institution. The names are compared at the end, so that two may swap theirs.
 * @throws DomainError `name-taken`
 */
export async function saveNamed(
  trx: Knex.Transaction,
  table: 'subject' | 'room',
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  try {
    await trx.raw('set constraints all deferred');
    await trx(table)
      .insert([...rows])
      .onConflict(['institution_id', 'id'])
      .merge();
    await trx.raw('set constraints all immediate');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === UNIQUE_VIOLATION ? conflict('name-taken') : error;
  }
}
