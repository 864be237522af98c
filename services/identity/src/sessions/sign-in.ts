import type { InTenant } from '@parta/chassis/db/tenant';
import { DomainError } from '@parta/chassis/errors';
import type { Knex } from 'knex';
import { findPasswordHash } from '../accounts/credential-store.ts';
import { userIdByLogin } from '../accounts/user-store.ts';
import { type KeyedHash, normaliseLogin } from '../keyed-hash.ts';
import { userScope } from '../user-scope.ts';
import type { Opened, OpenSession } from './open-session.ts';
import type { Passwords } from './password-pool.ts';
import type { Tries } from './tries.ts';

interface Attempt {
  readonly login: string;
  readonly password: string;
  readonly assignmentId?: string | undefined;
  readonly address: string;
}

/** @throws DomainError `wrong-login-or-password`, `too-many-tries`, `account-blocked`, `no-access` */
export type SignIn = (attempt: Attempt) => Promise<Opened>;

interface Dependencies {
  readonly db: Knex;
  readonly inTenant: InTenant;
  readonly hash: KeyedHash;
  readonly passwords: Passwords;
  readonly triesOfLogin: Tries;
  readonly triesOfAddress: Tries;
  readonly openSession: OpenSession;
}

/** An unknown login costs the time of a known one and answers the same. The keys of tries are hashes: Redis learns no login. */
export function buildSignIn(dependencies: Dependencies): SignIn {
  const { db, inTenant, hash, passwords, triesOfLogin, triesOfAddress, openSession } = dependencies;
  return async ({ login, password, assignmentId, address }) => {
    const loginKey = hash('login', normaliseLogin(login)).toString('base64url');
    const addressKey = hash('address', address).toString('base64url');
    await triesOfAddress.count(addressKey);
    await triesOfLogin.count(loginKey);
    const userId = await userIdByLogin(db, hash, login);
    const passwordHash =
      userId === undefined ? undefined : await inTenant(userScope(userId), (trx) => findPasswordHash(trx, userId));
    const matches = await passwords.verify(passwordHash, password);
    if (!matches || userId === undefined) throw new DomainError('unauthenticated', 'wrong-login-or-password');
    await Promise.all([triesOfLogin.clear(loginKey), triesOfAddress.forgive(addressKey)]);
    return inTenant(userScope(userId), (trx) => openSession(trx, userId, assignmentId));
  };
}
