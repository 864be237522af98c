import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { invalid, notFound } from '@parta/chassis/errors';
import { type Role, sideOf } from '@parta/contracts/kernel/roles';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import { timeZoneOf } from '../organisations/organisation-queries.ts';
import type { Account, Assignment } from './account.ts';
import { type AccountLine, accountLine } from './account-queries.ts';
import { loadAccounts } from './account-store.ts';
import type { ChangeAccount } from './change-account.ts';
import { decideByHand, effectiveGrants } from './grants.ts';

interface Decision {
  readonly roles: readonly Role[];
  readonly from: CalendarDate | undefined;
}

/** Staff roles of a person at the actor's own node. @throws DomainError `account-not-found`, `role-not-allowed` */
export type SetRoles = (actor: Actor, personId: string, decision: Decision) => Promise<AccountLine>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly changeAccount: ChangeAccount;
}

/** A day that has passed counts as today: what somebody did under a role was done under it. [IAM-3] */
export function buildSetRoles({ inTenant, clock, changeAccount }: Dependencies): SetRoles {
  return ({ institutionId }, personId, { roles, from }) => {
    const wanted = [...new Set(roles)].sort();
    if (wanted.some((role) => sideOf(role) !== 'staff')) throw invalid('role-not-allowed');
    return inTenant({ institutionId }, async (trx) => {
      const timeZone = await timeZoneOf(trx, institutionId);
      const today = dateIn(timeZone, clock.now());
      const [account] = await loadAccounts(trx, { institutionId, personIds: [personId] }, 'to-change');
      if (!account) throw notFound('account-not-found');
      const staff = account.assignments.find(({ side }) => side === 'staff');
      // who is not employed here holds no staff role here [002 §4.2]
      if (!staff) throw invalid('role-not-allowed');
      const decided = { from: from !== undefined && from > today ? from : today, roles: wanted };
      const saved = await changeAccount(trx, account, withDecision(account, staff, decided), timeZone);
      return accountLine(saved, 'staff', today);
    });
  };
}

function withDecision(
  account: Account,
  staff: Assignment,
  decided: { from: CalendarDate; roles: readonly Role[] },
): Account {
  const last = staff.byHand.at(-1);
  if (last && last.from <= decided.from && JSON.stringify(last.roles) === JSON.stringify(decided.roles)) return account;
  const byHand = decideByHand(staff.byHand, decided);
  const roles = effectiveGrants({ byEvent: staff.byEvent, byHand, employed: true });
  return {
    ...account,
    assignments: account.assignments.map((each) => (each.id === staff.id ? { ...each, byHand, roles } : each)),
  };
}
