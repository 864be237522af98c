import { randomBytes } from 'node:crypto';
import type { Clock } from '@parta/chassis/clock';
import type { Session } from '@parta/contracts/http/identity/sessions';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Knex } from 'knex';
import type { KeyedHash } from '../keyed-hash.ts';
import type { OpenSeat } from './open-seat.ts';
import { type Family, refreshToken } from './refresh-token.ts';
import { insertSession } from './session-store.ts';

/** A session with the cookie's value, which no body ever holds. */
export interface Opened {
  readonly session: Session;
  readonly refreshToken: string;
}

/** Starts a family of refresh tokens for a user who has just proved who they are. */
export type OpenSession = (trx: Knex.Transaction, userId: string, assignmentId: string | undefined) => Promise<Opened>;

export function buildOpenSession(clock: Clock, hash: KeyedHash, openSeat: OpenSeat): OpenSession {
  return async (trx, userId, assignmentId) => {
    const now = clock.now();
    const sessionId = uuidV7(now.getTime());
    const family: Family = { userId, sessionId, seed: randomBytes(32), generation: 0, rotatedAt: now, endedAt: null };
    await insertSession(trx, family);
    const session = await openSeat(trx, { userId, sessionId, assignmentId });
    return { session, refreshToken: refreshToken(hash, family, 0) };
  };
}
