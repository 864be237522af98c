import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { invalid } from '@parta/chassis/errors';
import { z } from 'zod';
import { findPasswordHash, setPassword } from '../accounts/credential-store.ts';
import type { CutOff } from '../revocations/revocation-store.ts';
import { userScope } from '../user-scope.ts';
import type { Passwords } from './password-pool.ts';
import { refuseWeak } from './password-strength.ts';
import { endSessions } from './session-store.ts';
import type { Tries } from './tries.ts';

/** Other sessions of the user end. @throws DomainError `wrong-login-or-password`, `password-too-weak` */
export type ChangePassword = (
  actor: Actor,
  passwords: { readonly current: string; readonly next: string },
) => Promise<void>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly tries: Tries;
  readonly cutOff: CutOff;
}

export function buildChangePassword({ inTenant, clock, passwords, tries, cutOff }: Dependencies): ChangePassword {
  return async ({ userId, sessionId }, { current, next }) => {
    // a stolen open browser must not become a place to guess the password
    await tries.count(userId);
    const scope = userScope(userId);
    const [user, before] = await inTenant(scope, async (trx) => {
      const row: unknown = await trx('users').where({ user_id: userId }).first('login');
      return [z.object({ login: z.string() }).parse(row), await findPasswordHash(trx, userId)];
    });
    // 422, not 401: the token is good, and a browser would take 401 for its end
    if (!(await passwords.verify(before, current))) throw invalid('wrong-login-or-password');
    refuseWeak(next, user.login);
    const passwordHash = await passwords.hash(next);
    await inTenant(scope, async (trx) => {
      const now = clock.now();
      await setPassword(trx, { userId, passwordHash, now });
      await cutOff(trx, 'session', await endSessions(trx, userId, { keep: sessionId }, now));
    });
    await tries.clear(userId);
  };
}
