import type { Actor } from '@parta/chassis/auth/actor';
import { notFound } from '@parta/chassis/errors';
import type { Side } from '@parta/contracts/kernel/roles';
import { dateIn } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import { type Account, stateOf } from '../accounts/account.ts';
import { loadAccounts } from '../accounts/account-store.ts';
import { timeZoneOf } from '../organisations/organisation-queries.ts';
import { classesLedBy, mayIssueToEveryone, peopleOfClasses } from './code-rights.ts';
import { insertCode } from './code-store.ts';
import type { IssueDependencies } from './issue-code.ts';

interface ClassSlip {
  readonly personId: string;
  readonly displayName: string;
  readonly side: Side;
  readonly code: string;
  readonly login: string;
  readonly expiresAt: string;
}

/** @throws DomainError `class-not-found` (also for another's class) */
export type IssueClassCodes = (
  actor: Actor,
  classId: string,
  sides: readonly ('student' | 'guardian')[],
) => Promise<ClassSlip[]>;

/** New codes for everyone of a class who has not signed in yet; who waits for consent is left out. */
export function buildIssueClassCodes({ inTenant, clock, hash }: IssueDependencies): IssueClassCodes {
  return (actor, classId, sides) => {
    const { institutionId } = actor;
    return inTenant({ institutionId }, async (trx) => {
      const timeZone = await timeZoneOf(trx, institutionId);
      const now = clock.now();
      const today = dateIn(timeZone, now);
      const led = await classesLedBy(trx, institutionId, { personId: actor.personId, today });
      const known: unknown = await trx('class')
        .where({ institution_id: institutionId, class_id: classId })
        .first('class_id');
      if (!known || !(mayIssueToEveryone(actor) || led.includes(classId))) throw notFound('class-not-found');
      const people = await peopleOfClasses(trx, institutionId, { classIds: [classId], today });
      const slips: ClassSlip[] = [];
      for (const side of new Set(sides)) {
        const personIds = side === 'student' ? people.students : people.guardians;
        for (const account of await waiting(trx, institutionId, personIds)) {
          const { code, expiresAt } = await insertCode(trx, account, { hash, issuedBy: actor.userId, timeZone, now });
          const { displayName, login, personId } = account;
          slips.push({
            personId: personId ?? account.userId,
            displayName,
            side,
            code,
            login,
            expiresAt: expiresAt.toISOString(),
          });
        }
      }
      return slips;
    });
  };
}

async function waiting(
  trx: Knex.Transaction,
  institutionId: string,
  personIds: readonly string[],
): Promise<readonly Account[]> {
  const accounts = await loadAccounts(trx, { institutionId, personIds }, 'to-change');
  return accounts
    .filter((account) => stateOf(account) === 'invited')
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'ru'));
}
