import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, invalid, notFound } from '@parta/chassis/errors';
import { type Role, sideOf } from '@parta/contracts/kernel/roles';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { dateIn } from '@parta/contracts/values/calendar-date';
import { fullName, type PersonName } from '@parta/contracts/values/person';
import type { Knex } from 'knex';
import type { Account } from '../accounts/account.ts';
import { insertAccount, loadAccounts } from '../accounts/account-store.ts';
import type { ChangeAccount } from '../accounts/change-account.ts';
import { effectiveGrants } from '../accounts/grants.ts';
import { claimLogin, insertUser, userIdByLogin } from '../accounts/user-store.ts';
import { insertCode } from '../codes/code-store.ts';
import { assignmentIdOf } from '../derived-id.ts';
import type { KeyedHash } from '../keyed-hash.ts';
import { mayBeInvitedTo, type OrganisationNode } from './organisation.ts';
import { findOrganisation } from './organisation-queries.ts';

export interface Invitation {
  readonly name: PersonName;
  readonly login: string;
  readonly role: 'administrator' | 'municipality-official' | 'coordinator';
}

interface Invited {
  readonly userId: string;
  readonly login: string;
  readonly code: string;
  readonly expiresAt: string;
}

/** @throws DomainError `organisation-not-found`, `login-taken`, `role-not-allowed` */
export type InviteAdministrator = (actor: Actor, organisationId: string, invitation: Invitation) => Promise<Invited>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly db: Knex;
  readonly clock: Clock;
  readonly hash: KeyedHash;
  readonly changeAccount: ChangeAccount;
}

/** The same login invited again to the same node, before its first sign-in, gets a new code: the old slip was lost. */
export function buildInviteAdministrator({
  inTenant,
  db,
  clock,
  hash,
  changeAccount,
}: Dependencies): InviteAdministrator {
  return async (actor, organisationId, { name, login, role }) => {
    const scope = { institutionId: actor.institutionId };
    const node = await inTenant(scope, (trx) => findOrganisation(trx, organisationId));
    if (!node?.path.includes(actor.institutionId)) throw notFound('organisation-not-found');
    if (!mayBeInvitedTo(role, node.kind)) throw invalid('role-not-allowed');
    const now = clock.now();
    const known = await userIdByLogin(db, hash, login);
    const userId = known ?? uuidV7(now.getTime());
    // the node is the actor's own or below it, so its scope may be opened
    return inTenant({ institutionId: node.id }, async (trx) => {
      const account = known
        ? await waitingAccount(trx, node.id, known)
        : await openInvited(trx, { changeAccount, hash, now }, { node, userId, name, login, role });
      if (!account) throw conflict('login-taken');
      const { code, expiresAt } = await insertCode(trx, account, {
        hash,
        issuedBy: actor.userId,
        timeZone: node.timeZone,
        now,
      });
      return { userId, login: account.login, code, expiresAt: expiresAt.toISOString() };
    });
  };
}

async function waitingAccount(
  trx: Knex.Transaction,
  institutionId: string,
  userId: string,
): Promise<Account | undefined> {
  const [account] = await loadAccounts(trx, { institutionId, userIds: [userId] }, 'to-change');
  return account?.activatedAt === null && account.personId === null ? account : undefined;
}

interface OpenWith {
  readonly changeAccount: ChangeAccount;
  readonly hash: KeyedHash;
  readonly now: Date;
}

export interface Opened {
  readonly node: OrganisationNode;
  readonly userId: string;
  readonly name: PersonName;
  readonly login: string;
  readonly role: Role;
}

/** An account without a person: officials and the first administrator of an institution. Undefined if the login is taken. */
export async function openInvited(
  trx: Knex.Transaction,
  { changeAccount, hash, now }: OpenWith,
  { node, userId, name, login, role }: Opened,
): Promise<Account | undefined> {
  if (!(await claimLogin(trx, hash, login, userId))) return undefined;
  await insertUser(trx, userId, login);
  const of = { institutionId: node.id, userId };
  const opened = { blockedAt: null, consent: 'given' as const, codeExpiresAt: null, assignments: [] };
  await insertAccount(trx, { ...of, personId: null, displayName: fullName(name), ...opened });
  const [account] = await loadAccounts(trx, { institutionId: node.id, userIds: [userId] }, 'to-change');
  if (!account) return undefined;
  const byHand = [{ from: dateIn(node.timeZone, now), roles: [role] }];
  const side = sideOf(role);
  const roles = effectiveGrants({ byEvent: [], byHand, employed: false });
  const assignment = { id: assignmentIdOf(userId, node.id, side), side, byEvent: [], byHand, roles };
  return changeAccount(trx, account, { ...account, assignments: [assignment] }, node.timeZone);
}
