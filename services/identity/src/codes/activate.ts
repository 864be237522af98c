import { conflict } from '@parta/chassis/errors';
import type { Knex } from 'knex';
import { z } from 'zod';
import { loadAccounts } from '../accounts/account-store.ts';
import type { ChangeAccount } from '../accounts/change-account.ts';
import { setPassword } from '../accounts/credential-store.ts';
import { claimLogin, releaseLogin } from '../accounts/user-store.ts';
import { type KeyedHash, normaliseLogin } from '../keyed-hash.ts';
import { findOrganisation } from '../organisations/organisation-queries.ts';
import type { CutOff } from '../revocations/revocation-store.ts';
import type { Opened, OpenSession } from '../sessions/open-session.ts';
import type { Passwords } from '../sessions/password-pool.ts';
import { refuseWeak } from '../sessions/password-strength.ts';
import { endSessions } from '../sessions/session-store.ts';
import { type CodeDependencies, knownCode, requireUsable } from './check-code.ts';
import { type CodePlace, spendCode } from './code-store.ts';

interface Activation {
  readonly code: string;
  readonly login: string;
  readonly password: string;
  readonly address: string;
}

/** @throws DomainError the codes of `checkCode`, `login-taken`, `password-too-weak`, `account-blocked`, `no-access` */
export type Activate = (activation: Activation) => Promise<Opened>;

interface Dependencies extends CodeDependencies {
  readonly passwords: Passwords;
  readonly changeAccount: ChangeAccount;
  readonly cutOff: CutOff;
  readonly openSession: OpenSession;
}

/**
 * Uses a code once: login and password as chosen, signed in. For someone who was active it is the way back in: the old password and
 * its sessions end. [IAM-6; R-91] All in one transaction, so that a refusal leaves the code as it was; the password is hashed before,
 * while nothing is locked.
 */
export function buildActivate(dependencies: Dependencies): Activate {
  const { inTenant, clock, hash, passwords, cutOff, openSession } = dependencies;
  return async ({ code, login, password, address }) => {
    const place = await knownCode(dependencies, code, address);
    await inTenant(place, (trx) => requireUsable(trx, place, clock.now()));
    refuseWeak(password, login);
    const passwordHash = await passwords.hash(password);
    const { userId } = place;
    return inTenant(place, async (trx) => {
      const now = clock.now();
      await requireUsable(trx, place, now);
      await changeLogin(trx, hash, userId, login.trim());
      await setPassword(trx, { userId, passwordHash, now });
      await makeActive(trx, dependencies, place, now);
      await cutOff(trx, 'session', await endSessions(trx, userId, { keep: undefined }, now));
      return openSession(trx, userId, undefined);
    });
  };
}

async function changeLogin(trx: Knex.Transaction, hash: KeyedHash, userId: string, login: string): Promise<void> {
  const row: unknown = await trx('users').where({ user_id: userId }).first('login');
  const before = z.object({ login: z.string() }).parse(row).login;
  if (normaliseLogin(before) === normaliseLogin(login)) return;
  if (!(await claimLogin(trx, hash, login, userId))) throw conflict('login-taken');
  await releaseLogin(trx, hash, before, userId);
  await trx('users').where({ user_id: userId }).update({ login });
}

/** Every node where the user has an account hears of it. */
async function makeActive(
  trx: Knex.Transaction,
  { changeAccount }: Dependencies,
  place: CodePlace,
  now: Date,
): Promise<void> {
  const { userId, institutionId } = place;
  const accounts = await loadAccounts(trx, { userId }, 'to-change');
  const personId = accounts.find((account) => account.institutionId === institutionId)?.personId ?? null;
  await spendCode(trx, place, personId, now);
  const wasInvited = accounts.filter(({ activatedAt }) => activatedAt === null);
  if (wasInvited.length > 0) await trx('users').where({ user_id: userId }).update({ activated_at: now });
  for (const account of wasInvited) {
    const node = await findOrganisation(trx, account.institutionId);
    await changeAccount(trx, account, { ...account, activatedAt: now }, node?.timeZone ?? 'Europe/Moscow');
  }
}
