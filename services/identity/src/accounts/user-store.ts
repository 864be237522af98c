import { conflict } from '@parta/chassis/errors';
import type { PersonName } from '@parta/contracts/values/person';
import type { Knex } from 'knex';
import { type KeyedHash, normaliseLogin } from '../keyed-hash.ts';
import { loginProposals } from './login-proposal.ts';

/** Takes a login for a user; false if another user has it. */
export async function claimLogin(
  trx: Knex.Transaction,
  hash: KeyedHash,
  login: string,
  userId: string,
): Promise<boolean> {
  const loginHash = hash('login', normaliseLogin(login));
  const { rows } = await trx.raw<{ rows: { user_id: string }[] }>(
    `insert into login_lookup as held (login_hash, user_id) values (?, ?)
     on conflict (login_hash) do update set user_id = held.user_id returning user_id`,
    [loginHash, userId],
  );
  return rows[0]?.user_id === userId;
}

export async function releaseLogin(
  trx: Knex.Transaction,
  hash: KeyedHash,
  login: string,
  userId: string,
): Promise<void> {
  await trx('login_lookup')
    .where({ login_hash: hash('login', normaliseLogin(login)), user_id: userId })
    .delete();
}

export async function userIdByLogin(db: Knex, hash: KeyedHash, login: string): Promise<string | undefined> {
  const row = await db('login_lookup')
    .where({ login_hash: hash('login', normaliseLogin(login)) })
    .first<{ user_id: string } | undefined>('user_id');
  return row?.user_id;
}

/**
 * Makes the user of a person with a login of the platform's choosing; a user whom another institution made first stays as it is.
 * No `on conflict` target and no `returning`: the row of another institution's user can't be seen here. The account row must be
 * there already: it is what lets this institution see its user.
 */
export async function ensurePersonsUser(
  trx: Knex.Transaction,
  hash: KeyedHash,
  { userId, personId, name }: { userId: string; personId: string; name: PersonName },
): Promise<void> {
  const known: unknown = await trx('users').where({ user_id: userId }).first('user_id');
  if (known) return;
  for (const login of loginProposals(name, userId)) {
    if (!(await claimLogin(trx, hash, login, userId))) continue;
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `insert into users (user_id, person_id, login) values (?, ?, ?) on conflict do nothing`,
      [userId, personId, login],
    );
    if (rowCount === 0) await releaseLogin(trx, hash, login, userId);
    return;
  }
  throw conflict('login-taken');
}

export async function insertUser(trx: Knex.Transaction, userId: string, login: string): Promise<void> {
  await trx.raw(`insert into users (user_id, login) values (?, ?)`, [userId, login]);
}
