import { REVOCATION_CHANNEL, Revocation } from '@parta/chassis/auth/revocation-feed';
import type { Clock } from '@parta/chassis/clock';
import type { RedisPort } from '@parta/chassis/redis';
import type { Knex } from 'knex';
import { z } from 'zod';

/** A little longer than an access token lives. */
const KEEP_MS = 360_000;

/**
 * Refuses what was issued to these subjects up to now, everywhere within two seconds: by Redis at once, by the services' poll of
 * the committed rows without it. Called after the lock on the account or session that tokens are issued under, so that no
 * token of the old rights can be younger than the cut. A push whose transaction then fails costs its reader one refresh.
 */
export type CutOff = (trx: Knex.Transaction, kind: Revocation['kind'], ids: readonly string[]) => Promise<void>;

export function buildCutOff(clock: Clock, redis: RedisPort): CutOff {
  return async (trx, kind, ids) => {
    if (ids.length === 0) return;
    const before = clock.now().getTime();
    await trx('revocation').insert(ids.map((id) => ({ kind, id, before })));
    for (const id of ids) redis.publish(REVOCATION_CHANNEL, JSON.stringify({ kind, id, before } satisfies Revocation));
  };
}

/** The cuts that tokens still alive can meet. */
export async function recentRevocations(db: Knex, clock: Clock): Promise<readonly Revocation[]> {
  const rows: unknown = await db('revocation')
    .select('kind', 'id', 'before')
    .where('before', '>', clock.now().getTime() - KEEP_MS);
  return z.array(Revocation).parse(rows);
}

export async function dropOldRevocations(db: Knex, clock: Clock): Promise<void> {
  await db('revocation')
    .where('before', '<', clock.now().getTime() - 2 * KEEP_MS)
    .delete();
}
