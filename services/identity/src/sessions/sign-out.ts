import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import type { CutOff } from '../revocations/revocation-store.ts';
import { userScope } from '../user-scope.ts';
import { endSessions } from './session-store.ts';

/** Ends the session of the token everywhere, within two seconds. */
export type SignOut = (actor: Actor) => Promise<void>;

export function buildSignOut(inTenant: InTenant, clock: Clock, cutOff: CutOff): SignOut {
  return ({ userId, sessionId }) =>
    inTenant(userScope(userId), async (trx) => {
      await cutOff(trx, 'session', await endSessions(trx, userId, { only: sessionId }, clock.now()));
    });
}
