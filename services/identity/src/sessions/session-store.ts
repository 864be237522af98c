import type { Knex } from 'knex';
import { z } from 'zod';
import type { Family } from './refresh-token.ts';

const SessionRow = z
  .object({
    user_id: z.uuid(),
    id: z.uuid(),
    seed: z.instanceof(Buffer),
    generation: z.int(),
    rotated_at: z.date(),
    ended_at: z.date().nullable(),
  })
  .transform(
    (row): Family => ({
      userId: row.user_id,
      sessionId: row.id,
      seed: row.seed,
      generation: row.generation,
      rotatedAt: row.rotated_at,
      endedAt: row.ended_at,
    }),
  );

/** The user's own rows: the transaction's scope must carry the user. */
export async function insertSession(
  trx: Knex.Transaction,
  { userId, sessionId, seed, rotatedAt }: Family,
): Promise<void> {
  await trx('session').insert({ user_id: userId, id: sessionId, seed, rotated_at: rotatedAt, created_at: rotatedAt });
}

/** Locked: of two tabs that refresh at once the second sees what the first made of it. */
export async function lockSession(
  trx: Knex.Transaction,
  userId: string,
  sessionId: string,
): Promise<Family | undefined> {
  const row: unknown = await trx('session').where({ user_id: userId, id: sessionId }).forUpdate().first();
  return row === undefined ? undefined : SessionRow.parse(row);
}

export async function rotateSession(
  trx: Knex.Transaction,
  { userId, sessionId, generation }: Family,
  now: Date,
): Promise<void> {
  await trx('session')
    .where({ user_id: userId, id: sessionId })
    .update({ generation: generation + 1, rotated_at: now });
}

/** Ends one session of the user, or all but the one kept; answers the ids of those that ended now. */
export async function endSessions(
  trx: Knex.Transaction,
  userId: string,
  which: { readonly only: string } | { readonly keep: string | undefined },
  now: Date,
): Promise<readonly string[]> {
  const open = trx('session').where({ user_id: userId }).whereNull('ended_at');
  if ('only' in which) void open.andWhere({ id: which.only });
  else if (which.keep !== undefined) void open.whereNot({ id: which.keep });
  const rows: unknown = await open.update({ ended_at: now }).returning('id');
  return z
    .array(z.object({ id: z.uuid() }))
    .parse(rows)
    .map(({ id }) => id);
}
