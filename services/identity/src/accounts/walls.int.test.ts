import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { alsoAsUser, userScope } from '../user-scope.ts';

let database: TestDatabase;
const [school, other, userId, stranger] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()];

beforeAll(async () => {
  database = await createTestDatabase('identity', new URL('../../migrations/', import.meta.url));
  for (const [institutionId, user] of [
    [school, userId],
    [other, stranger],
  ] as const) {
    await database.inTenant({ institutionId }, async (trx) => {
      await trx('organisation').insert({
        id: institutionId,
        path: [institutionId],
        kind: 'school',
        name: 'Школа',
        short_name: 'Школа',
        time_zone: 'Europe/Moscow',
      });
      await trx('account').insert({ institution_id: institutionId, user_id: user, display_name: 'Некто' });
      await trx.raw(`insert into users (user_id, login) values (?, ?)`, [user, user]);
      await trx.raw(`insert into credential (user_id, password_hash, changed_at) values (?, 'hash', now())`, [user]);
    });
  }
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

test('(R-91 row 7) an institution sees the logins of its users and nobody’s credentials, with the where forgotten too', async () => {
  const seen = await database.inTenant({ institutionId: school }, async (trx) => ({
    accounts: await trx('account').pluck('user_id'),
    users: await trx('users').pluck('user_id'),
    credentials: await trx('credential').pluck('user_id'),
    organisations: await trx('organisation').pluck('id'),
    changed: await trx('users').update({ login: 'taken-over' }),
  }));
  expect(seen).toEqual({ accounts: [userId], users: [userId], credentials: [], organisations: [school], changed: 0 });
});

test('(IAM-1) a user sees own rows at every node and nobody else’s', async () => {
  const seen = await database.inTenant(userScope(userId), async (trx) => ({
    accounts: await trx('account').pluck('user_id'),
    credentials: await trx('credential').pluck('user_id'),
    organisations: await trx('organisation').pluck('id'),
  }));
  expect(seen).toEqual({ accounts: [userId], credentials: [userId], organisations: [school] });
});

test('(DESIGN §4) without a scope there are no rows', async () => {
  for (const table of ['account', 'assignment', 'users', 'credential', 'session', 'organisation', 'person']) {
    expect(await database.app(table).select()).toEqual([]);
  }
});

test('(DESIGN §4) the scope of a user opened inside a transaction ends with it', async () => {
  await database.inTenant({ institutionId: school }, (trx) => alsoAsUser(trx, userId));
  const after = await database.inTenant({ institutionId: school }, (trx) => trx('credential').pluck('user_id'));
  expect(after).toEqual([]);
});

test('(R-91 row 6) the register of codes can only grow', async () => {
  const rewrite = database.inTenant({ institutionId: school }, (trx) => trx('code_register').delete());
  await expect(rewrite).rejects.toThrow(/permission denied/);
});
