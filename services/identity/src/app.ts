import type { Routes } from '@parta/chassis/http/mount';
import type { Platform, ServiceParts } from '@parta/chassis/service';
import { accountRoutes } from './accounts/account-routes.ts';
import { buildSetBlocked } from './accounts/block-account.ts';
import { buildChangeAccount } from './accounts/change-account.ts';
import { buildSetRoles } from './accounts/set-roles.ts';
import { buildActivate } from './codes/activate.ts';
import { activationRoutes } from './codes/activation-routes.ts';
import { buildCheckCode } from './codes/check-code.ts';
import { buildIssueClassCodes } from './codes/issue-class-codes.ts';
import { buildIssueCode } from './codes/issue-code.ts';
import { buildBringAccountsUp } from './copies/bring-accounts-up.ts';
import { onClassChanged } from './copies/on-class-changed.ts';
import { onPersonChanged } from './copies/on-person-changed.ts';
import { onRelationChanged } from './copies/on-relation-changed.ts';
import { onStaffChanged } from './copies/on-staff-changed.ts';
import type { IdentityConfig } from './identity-config.ts';
import { buildKeyedHash } from './keyed-hash.ts';
import { bootstrap } from './organisations/bootstrap.ts';
import { buildCreateOrganisation } from './organisations/create-organisation.ts';
import { buildInviteAdministrator } from './organisations/invite-administrator.ts';
import { organisationRoutes } from './organisations/organisation-routes.ts';
import { buildCutOff, dropOldRevocations } from './revocations/revocation-store.ts';
import { wellKnownRoutes } from './revocations/well-known-routes.ts';
import { buildChangePassword } from './sessions/change-password.ts';
import { buildOpenSeat } from './sessions/open-seat.ts';
import { buildOpenSession } from './sessions/open-session.ts';
import { buildPasswords } from './sessions/password-pool.ts';
import { buildRefreshCookie } from './sessions/refresh-cookie.ts';
import { buildRefreshSession } from './sessions/refresh-session.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { buildSignIn } from './sessions/sign-in.ts';
import { buildSignOut } from './sessions/sign-out.ts';
import { loadSigningKeys, type SigningKeys } from './sessions/signing-keys.ts';
import { buildTries } from './sessions/tries.ts';

const SWEEP_MS = 60_000;
const WRONG_TRIES = 10;

/** Composition root of identity. */
export async function buildIdentity(platform: Platform, config: IdentityConfig): Promise<ServiceParts> {
  const { db, clock, log } = platform;
  const keys = await loadSigningKeys(config.SIGNING_KEY_FILE);
  const base = buildBase(platform, config, keys);
  const bringAccountsUp = buildBringAccountsUp(base);
  const sweep = setInterval(() => {
    dropOldRevocations(db, clock).catch((error: unknown) => log.warn({ err: error }, 'old revocations stay'));
  }, SWEEP_MS);
  sweep.unref();
  return {
    keys,
    plain: wellKnownRoutes({ db, clock, keys }),
    routes: routesOf(base, config),
    subscriptions: [
      onPersonChanged(bringAccountsUp),
      onStaffChanged(bringAccountsUp),
      onRelationChanged(bringAccountsUp),
      onClassChanged(bringAccountsUp),
    ],
    start: () => bootstrap(base, config),
    stop: () => {
      clearInterval(sweep);
      return Promise.resolve();
    },
  };
}

/** What the use cases share. */
function buildBase({ db, inTenant, clock, redis }: Platform, config: IdentityConfig, keys: SigningKeys) {
  const hash = buildKeyedHash(config.LOOKUP_SECRET);
  const cutOff = buildCutOff(clock, redis);
  const openSeat = buildOpenSeat(clock, keys);
  return {
    ...{ db, inTenant, clock, hash, cutOff, openSeat },
    passwords: buildPasswords(),
    changeAccount: buildChangeAccount(clock, cutOff),
    openSession: buildOpenSession(clock, hash, openSeat),
    cookie: buildRefreshCookie(config.PUBLIC_URL),
    tries: (kind: string, points = WRONG_TRIES) => buildTries(redis, `${config.TOPIC_PREFIX}tries.${kind}`, points),
  };
}

function routesOf(base: ReturnType<typeof buildBase>, config: IdentityConfig): readonly Routes[] {
  const { inTenant, clock, cookie, cutOff, tries } = base;
  const codes = { ...base, tries: tries('code') };
  const triesOfSignIn = { triesOfLogin: tries('login'), triesOfAddress: tries('address', config.TRIES_PER_ADDRESS) };
  const createOrganisation = buildCreateOrganisation(inTenant);
  return [
    organisationRoutes({ inTenant, createOrganisation, inviteAdministrator: buildInviteAdministrator(base) }),
    sessionRoutes({
      cookie,
      signIn: buildSignIn({ ...base, ...triesOfSignIn }),
      refreshSession: buildRefreshSession(base),
      signOut: buildSignOut(inTenant, clock, cutOff),
      changePassword: buildChangePassword({ ...base, tries: tries('password') }),
    }),
    activationRoutes({ cookie, checkCode: buildCheckCode(codes), activate: buildActivate(codes) }),
    accountRoutes({
      inTenant,
      clock,
      issueCode: buildIssueCode(base),
      issueClassCodes: buildIssueClassCodes(base),
      setRoles: buildSetRoles(base),
      setBlocked: buildSetBlocked(base),
    }),
  ];
}
