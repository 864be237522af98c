import type { Scope } from '@parta/chassis/db/tenant';
import type { Knex } from 'knex';

/** No institution has it: the scope of a transaction that is about one user, wherever they act. */
const NO_INSTITUTION = '00000000-0000-0000-0000-000000000000';

export const userScope = (userId: string): Scope => ({ institutionId: NO_INSTITUTION, userId });

/** Opens the rows of this user for the rest of the transaction. Only for a user whose account the transaction has loaded. */
export async function alsoAsUser(trx: Knex.Transaction, userId: string): Promise<void> {
  await trx.raw(`select set_config('parta.user', ?, true)`, [userId]);
}
