import type { Clock } from '@parta/chassis/clock';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import { fullName } from '@parta/contracts/values/person';
import type { Knex } from 'knex';
import type { Account, Assignment } from '../accounts/account.ts';
import { insertAccount, loadAccounts } from '../accounts/account-store.ts';
import type { ChangeAccount } from '../accounts/change-account.ts';
import { effectiveGrants, type Grant, type GrantsBySide, grantsOf } from '../accounts/grants.ts';
import { isAhead } from '../accounts/intervals.ts';
import { ensurePersonsUser } from '../accounts/user-store.ts';
import { assignmentIdOf, userIdOf } from '../derived-id.ts';
import type { KeyedHash } from '../keyed-hash.ts';
import { timeZoneOf } from '../organisations/organisation-queries.ts';
import { type KnownPerson, knownPersons } from './fact-store.ts';

/** Brings the accounts of these persons to what the local copies say; nothing that agrees already is touched. */
export type BringAccountsUp = (
  trx: Knex.Transaction,
  institutionId: string,
  personIds: readonly string[],
) => Promise<void>;

interface Dependencies {
  readonly clock: Clock;
  readonly hash: KeyedHash;
  readonly changeAccount: ChangeAccount;
}

/**
 * An account needs facts of several streams, in any order: each handler stores its own and comes here.
 * `oneByOne` must have been called before the copies were read.
 */
export function buildBringAccountsUp({ clock, hash, changeAccount }: Dependencies): BringAccountsUp {
  return async (trx, institutionId, personIds) => {
    const timeZone = await timeZoneOf(trx, institutionId);
    const today = dateIn(timeZone, clock.now());
    const sorted = [...new Set(personIds)].sort();
    const persons = await knownPersons(trx, institutionId, sorted);
    for (const person of persons.filter((each) => mayOpen(each, today))) await open(trx, hash, institutionId, person);
    const accounts = await loadAccounts(trx, { institutionId, personIds: sorted }, 'to-change');
    for (const account of accounts) {
      const person = persons.find(({ personId }) => personId === account.personId);
      if (person) await changeAccount(trx, account, broughtUp(account, person), timeZone);
    }
  };
}

/**
 * One handler at a time for one institution: of two that each hold one half of what an account needs, the second sees the
 * first's half. Taken before the copy is written, held until the commit.
 */
export async function oneByOne(trx: Knex.Transaction, institutionId: string): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(7100, hashtext(?))`, [institutionId]);
}

/** Nobody gets an account for access that has ended, or before consent was given. [R-90 row 5; R-93 row 1] */
function mayOpen({ known, facts }: KnownPerson, today: CalendarDate): boolean {
  if (known?.consent !== 'given') return false;
  return Object.values(grantsOf(facts) satisfies GrantsBySide).some((grants: readonly Grant[]) =>
    grants.some((grant) => isAhead(grant, today)),
  );
}

async function open(
  trx: Knex.Transaction,
  hash: KeyedHash,
  institutionId: string,
  { personId, known }: KnownPerson,
): Promise<void> {
  if (!known) return;
  const userId = userIdOf(personId);
  const opened = { blockedAt: null, consent: known.consent, codeExpiresAt: null, assignments: [] };
  await insertAccount(trx, { institutionId, userId, personId, displayName: fullName(known.name), ...opened });
  await ensurePersonsUser(trx, hash, { userId, personId, name: known.name });
}

/** A person whose copy is gone was erased: no name, no access. [domain §8] */
function broughtUp(account: Account, { known, facts }: KnownPerson): Account {
  const grants = grantsOf(facts);
  const sides = (['staff', 'student', 'guardian'] as const).filter(
    (side) => grants[side].length > 0 || account.assignments.some((assignment) => assignment.side === side),
  );
  const kept = account.assignments.filter(({ side }) => side === 'official');
  const assignments = sides.map((side): Assignment => {
    const before = account.assignments.find((assignment) => assignment.side === side);
    const byEvent = grants[side];
    const byHand = before?.byHand ?? [];
    const id = before?.id ?? assignmentIdOf(account.userId, account.institutionId, side);
    return { id, side, byEvent, byHand, roles: effectiveGrants({ byEvent, byHand, employed: true }) };
  });
  const sorted = [...kept, ...assignments].sort((a, b) => (a.side < b.side ? -1 : 1));
  return {
    ...account,
    displayName: known ? fullName(known.name) : '',
    consent: known?.consent ?? 'withdrawn',
    assignments: sorted,
  };
}
