import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '@parta/chassis/clock';
import { publishLater } from '@parta/chassis/events/outbox';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import type { CutOff } from '../revocations/revocation-store.ts';
import { type Account, activeRoles, stateOf } from './account.ts';
import { loadAccounts, raiseVersions, updateAccount } from './account-store.ts';

/** The account as it now is; its version must have been raised under its lock. */
export function accountEvent(account: Account): OutgoingEvent {
  const { institutionId, userId, personId, version } = account;
  const roles = account.assignments.flatMap((assignment) =>
    assignment.roles.map(({ role, from, to }) => ({ role, from, to })),
  );
  const subject = { institutionId, root: userId, key: userId, version };
  return accountV1.of(subject, { userId, personId, state: stateOf(account), roles });
}

/** Gives these accounts their next version and answers them whole. */
export async function nextAccountEvents(
  trx: Knex.Transaction,
  institutionId: string,
  userIds: readonly string[],
): Promise<OutgoingEvent[]> {
  await raiseVersions(trx, institutionId, userIds);
  return (await loadAccounts(trx, { institutionId, userIds })).map(accountEvent);
}

/**
 * Saves what became of a locked account: rows, event, and the cut of the tokens of every assignment that lost a role today.
 * Answers the account as saved; one that did not change is neither written nor published.
 */
export type ChangeAccount = (
  trx: Knex.Transaction,
  before: Account,
  after: Account,
  timeZone: string,
) => Promise<Account>;

export function buildChangeAccount(clock: Clock, cutOff: CutOff): ChangeAccount {
  return async (trx, before, after, timeZone) => {
    if (before.version > 0 && isDeepStrictEqual(before, after)) return before;
    const saved = { ...after, version: before.version + 1 };
    await updateAccount(trx, before, saved);
    await cutOff(trx, 'assignment', losers(before, saved, dateIn(timeZone, clock.now())));
    await publishLater(trx, [accountEvent(saved)]);
    return saved;
  };
}

/** Assignments with a role today that they no longer have. */
function losers(before: Account, after: Account, today: CalendarDate): readonly string[] {
  return before.assignments
    .filter((assignment) => {
      const now = after.assignments.find(({ id }) => id === assignment.id);
      const left = now ? activeRoles(after, now, today) : [];
      return activeRoles(before, assignment, today).some((role) => !left.includes(role));
    })
    .map(({ id }) => id);
}
