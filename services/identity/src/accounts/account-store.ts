import { isDeepStrictEqual } from 'node:util';
import { Side } from '@parta/contracts/kernel/roles';
import type { Knex } from 'knex';
import { z } from 'zod';
import { type Account, Grants, HandDecisions } from './account.ts';

const AccountRow = z
  .object({
    institution_id: z.uuid(),
    user_id: z.uuid(),
    person_id: z.uuid().nullable(),
    display_name: z.string(),
    blocked_at: z.date().nullable(),
    consent: z.enum(['given', 'missing', 'withdrawn']),
    code_expires_at: z.date().nullable(),
    version: z.coerce.number(),
    login: z.string(),
    activated_at: z.date().nullable(),
    assignments: z.array(z.object({ id: z.uuid(), side: Side, byEvent: Grants, byHand: HandDecisions, roles: Grants })),
  })
  .transform(
    (row): Account => ({
      institutionId: row.institution_id,
      userId: row.user_id,
      personId: row.person_id,
      displayName: row.display_name,
      blockedAt: row.blocked_at,
      consent: row.consent,
      codeExpiresAt: row.code_expires_at,
      version: row.version,
      login: row.login,
      activatedAt: row.activated_at,
      assignments: row.assignments,
    }),
  );

/** Which accounts: at one node by person or user, or all of one user that the transaction may see. */
export type Wanted =
  | { readonly institutionId: string; readonly personIds: readonly string[] }
  | { readonly institutionId: string; readonly userIds: readonly string[] }
  | { readonly userId: string };

export type Lock = 'to-change' | 'to-issue';

function whereOf(wanted: Wanted): { readonly where: string; readonly values: readonly unknown[] } {
  if ('userId' in wanted) return { where: 'account.user_id = ?', values: [wanted.userId] };
  const [column, ids] = 'personIds' in wanted ? ['person_id', wanted.personIds] : ['user_id', wanted.userIds];
  return {
    where: `account.institution_id = ? and account.${column} = any(?::uuid[])`,
    values: [wanted.institutionId, ids],
  };
}

/**
 * Accounts with their assignments. `to-change` makes changers wait for each other; `to-issue` (of tokens) makes an issuer wait
 * for a changer, so that no token of the old rights is younger than the cut. Locked first and read after: in one statement the
 * assignments would be as old as its beginning.
 */
export async function loadAccounts(trx: Knex.Transaction, wanted: Wanted, lock?: Lock): Promise<readonly Account[]> {
  const { where, values } = whereOf(wanted);
  if (lock) {
    const strength = lock === 'to-change' ? 'no key update' : 'share';
    await trx.raw(`select 1 from account where ${where} order by institution_id, user_id for ${strength}`, [
      ...values,
    ] as Knex.RawBinding[]);
  }
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select account.*, users.login, users.activated_at,
       (select coalesce(json_agg(json_build_object('id', a.id, 'side', a.side, 'byEvent', a.by_event, 'byHand', a.by_hand,
                 'roles', a.roles) order by a.side), '[]')
        from assignment a where a.institution_id = account.institution_id and a.user_id = account.user_id) as assignments
     from account join users using (user_id) where ${where} order by account.institution_id, account.user_id`,
    [...values] as Knex.RawBinding[],
  );
  return z.array(AccountRow).parse(rows);
}

/** A node's first knowledge of a user; version 0 has never been published. */
export async function insertAccount(
  trx: Knex.Transaction,
  account: Omit<Account, 'login' | 'activatedAt' | 'version'>,
): Promise<void> {
  await trx.raw(
    `insert into account (institution_id, user_id, person_id, display_name, consent) values (?, ?, ?, ?, ?) on conflict do nothing`,
    [account.institutionId, account.userId, account.personId, account.displayName, account.consent],
  );
}

/** Writes what may change of an account, and those of its assignments that did; at a foreign node a user can change none. */
export async function updateAccount(trx: Knex.Transaction, before: Account, account: Account): Promise<void> {
  const { institutionId, userId } = account;
  await trx.raw(
    `update account set display_name = ?, blocked_at = ?, consent = ?, version = ? where institution_id = ? and user_id = ?`,
    [account.displayName, account.blockedAt, account.consent, account.version, institutionId, userId],
  );
  // not by their text: jsonb gives keys back in an order of its own
  const changed = account.assignments.filter((now) => !before.assignments.some((then) => isDeepStrictEqual(then, now)));
  for (const { id, side, byEvent, byHand, roles } of changed) {
    await trx.raw(
      `insert into assignment (institution_id, id, user_id, side, by_event, by_hand, roles) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (institution_id, id) do update
         set by_event = excluded.by_event, by_hand = excluded.by_hand, roles = excluded.roles`,
      [institutionId, id, userId, side, JSON.stringify(byEvent), JSON.stringify(byHand), JSON.stringify(roles)],
    );
  }
}

/** Under their locks, for a resync: nothing of the accounts changes but that they are told of again. */
export async function raiseVersions(
  trx: Knex.Transaction,
  institutionId: string,
  userIds: readonly string[],
): Promise<void> {
  await trx.raw(
    `update account set version = version + 1 where (institution_id, user_id) in (
       select institution_id, user_id from account where institution_id = ? and user_id = any(?::uuid[])
       order by user_id for no key update)`,
    [institutionId, [...userIds]],
  );
}
