import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { DomainError } from '@parta/chassis/errors';
import type { Knex } from 'knex';
import type { KeyedHash } from '../keyed-hash.ts';
import type { CutOff } from '../revocations/revocation-store.ts';
import { userScope } from '../user-scope.ts';
import type { OpenSeat } from './open-seat.ts';
import type { Opened } from './open-session.ts';
import { decideRotation, isGenuine, type Presented, readRefreshToken, refreshToken } from './refresh-token.ts';
import { endSessions, lockSession, rotateSession } from './session-store.ts';

/** @throws DomainError `session-ended`, `assignment-not-found` */
export type RefreshSession = (cookie: string | undefined, assignmentId: string | undefined) => Promise<Opened>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly hash: KeyedHash;
  readonly cutOff: CutOff;
  readonly openSeat: OpenSeat;
}

const ended = (): DomainError => new DomainError('unauthenticated', 'session-ended');

/** Each token once; a token used before ends the family, and that end is committed though the caller gets a problem. [IAM-1] */
export function buildRefreshSession({ inTenant, clock, hash, cutOff, openSeat }: Dependencies): RefreshSession {
  return async (cookie, assignmentId) => {
    const presented = readRefreshToken(cookie ?? '');
    if (!presented) throw ended();
    const { userId, sessionId } = presented;
    const opened = await inTenant(userScope(userId), async (trx): Promise<Opened | undefined> => {
      const family = await lockSession(trx, userId, sessionId);
      if (!family || !isGenuine(hash, family, presented)) return undefined;
      const now = clock.now();
      const rotation = decideRotation(family, presented.generation, now);
      if (rotation === 'ended') return undefined;
      if (rotation === 'reused') {
        await endFamily(trx, cutOff, presented, now);
        return undefined;
      }
      const session = await openSeat(trx, { userId, sessionId, assignmentId }).catch(endedIfNoAccess);
      if (rotation === 'rotate') await rotateSession(trx, family, now);
      return { session, refreshToken: refreshToken(hash, family, presented.generation + 1) };
    });
    if (!opened) throw ended();
    return opened;
  };
}

async function endFamily(
  trx: Knex.Transaction,
  cutOff: CutOff,
  { userId, sessionId }: Presented,
  now: Date,
): Promise<void> {
  await cutOff(trx, 'session', await endSessions(trx, userId, { only: sessionId }, now));
}

/** Whoever lost the last seat while signed in is signed out; access that returns finds the session again. */
function endedIfNoAccess(error: unknown): never {
  if (error instanceof DomainError && error.kind === 'forbidden') throw ended();
  throw error;
}
