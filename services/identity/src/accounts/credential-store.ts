import type { Knex } from 'knex';
import { z } from 'zod';

/** The user's own rows: the transaction's scope must carry the user. Nobody can read a password. [R-91 row 7] */
export async function setPassword(
  trx: Knex.Transaction,
  { userId, passwordHash, now }: { userId: string; passwordHash: string; now: Date },
): Promise<void> {
  await trx('credential')
    .insert({ user_id: userId, password_hash: passwordHash, changed_at: now })
    .onConflict('user_id')
    .merge();
}

export async function findPasswordHash(trx: Knex.Transaction, userId: string): Promise<string | undefined> {
  const row: unknown = await trx('credential').where({ user_id: userId }).first('password_hash');
  return row === undefined ? undefined : z.object({ password_hash: z.string() }).parse(row).password_hash;
}
