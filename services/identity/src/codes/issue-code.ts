import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, notFound } from '@parta/chassis/errors';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import { loadAccounts } from '../accounts/account-store.ts';
import { knownPersons } from '../copies/fact-store.ts';
import type { KeyedHash } from '../keyed-hash.ts';
import { timeZoneOf } from '../organisations/organisation-queries.ts';
import { classesLedBy, mayIssueToEveryone, peopleOfClasses } from './code-rights.ts';
import { insertCode } from './code-store.ts';

interface Slip {
  readonly code: string;
  readonly expiresAt: string;
  readonly login: string;
  readonly displayName: string;
}

/** @throws DomainError `account-not-found` (also for another's class), `consent-missing` */
export type IssueCode = (actor: Actor, personId: string) => Promise<Slip>;

export interface IssueDependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly hash: KeyedHash;
}

export function buildIssueCode({ inTenant, clock, hash }: IssueDependencies): IssueCode {
  return (actor, personId) => {
    const { institutionId } = actor;
    return inTenant({ institutionId }, async (trx) => {
      const timeZone = await timeZoneOf(trx, institutionId);
      const now = clock.now();
      await requireRight(trx, actor, personId, dateIn(timeZone, now));
      const [account] = await loadAccounts(trx, { institutionId, personIds: [personId] }, 'to-change');
      const [person] = await knownPersons(trx, institutionId, [personId]);
      if (person?.known && person.known.consent !== 'given') throw conflict('consent-missing');
      if (!account) throw notFound('account-not-found');
      const { code, expiresAt } = await insertCode(trx, account, { hash, issuedBy: actor.userId, timeZone, now });
      return { code, expiresAt: expiresAt.toISOString(), login: account.login, displayName: account.displayName };
    });
  };
}

async function requireRight(trx: Knex.Transaction, actor: Actor, personId: string, today: CalendarDate): Promise<void> {
  if (mayIssueToEveryone(actor)) return;
  const classIds = await classesLedBy(trx, actor.institutionId, { personId: actor.personId, today });
  const { students, guardians } = await peopleOfClasses(trx, actor.institutionId, { classIds, today });
  if (![...students, ...guardians].includes(personId)) throw notFound('account-not-found');
}
