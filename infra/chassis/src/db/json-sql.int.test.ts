import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { asOneRead, asOneWrite, rowsOfEach } from './json-sql.ts';
import { buildReadInTenant, buildSaveInTenant } from './tenant.ts';

let database: TestDatabase;
const ours = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase('chassistest', new URL('test-migrations/', import.meta.url));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const add = (id: string, note: string) => ({
  name: 'thing.add',
  text: 'insert into thing (institution_id, id, note) values ($1, $2, $3)',
  values: [ours, id, note],
});
const noted = (note: string) => ({
  name: 'thing.notes',
  text: `select id, note from thing where note = $1 order by id`,
  values: [note],
});

it('makes one statement that writes, and one that reads each by its name, with the values of all', async () => {
  const many = Array.from({ length: 12 }, (_, n) => add(`m${n}`, n < 2 ? 'n' : String(n)));
  const [save, read] = [buildSaveInTenant(database.app), buildReadInTenant(database.app)];
  await save({ institutionId: ours }, () => Promise.resolve({ value: undefined, last: [asOneWrite('many', many)] }));
  const parts = {
    last: { name: 'thing.of', text: 'select id, note from thing where id = $1 and note = $2', values: ['m11', '11'] },
    noted: noted('n'),
    nobody: { name: 'thing.none', text: 'select id from thing where note = $1', values: ['?'] },
  };
  const [rows] = await read({ institutionId: ours }, (all) => all([asOneRead('some', parts)]));
  expect(rowsOfEach(rows)).toEqual({
    last: [{ id: 'm11', note: '11' }],
    noted: [
      { id: 'm0', note: 'n' },
      { id: 'm1', note: 'n' },
    ],
    nobody: [],
  });
});
