import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Knex } from 'knex';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { withConnection } from './connection-of.ts';
import { connectDatabase } from './database.ts';
import { endWith } from './end-with.ts';
import { asOneRead, asOneWrite, rowsOfEach } from './json-sql.ts';
import { pipeline } from './pipeline.ts';
import { buildInTenant } from './tenant.ts';

type Trx = Knex.Transaction;

describe('work that ends with statements', () => {
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
  const notes = {
    name: 'thing.notes',
    text: `select id, note from thing where note = $1 order by id`,
    values: ['n'],
  };

  it('sends the commit in one write with them, and both have taken place when it answers', async () => {
    const commits: string[] = [];
    const single = connectDatabase(database.appUrl, { max: 1, name: 'test single' });
    const inTenant = buildInTenant(single, { afterCommit: () => commits.push('commit') });
    try {
      const { stream } = await withConnection(single, async ({ connection }) => connection);
      const writes = [jest.spyOn(stream, '_write'), jest.spyOn(stream, '_writev' as '_write')];
      const answer = inTenant({ institutionId: ours }, async (trx) => {
        const [rows] = await pipeline(trx, [notes]);
        await endWith(trx, [add('b', 'n'), add('c', 'n')]);
        return rows;
      });
      expect(await answer).toEqual([]);
      expect(writes.flatMap((each) => each.mock.calls)).toHaveLength(2);
      expect(commits).toEqual(['commit']);
      const [now] = await inTenant({ institutionId: ours }, (trx) => pipeline(trx, [notes]));
      expect(now).toEqual([
        { id: 'b', note: 'n' },
        { id: 'c', note: 'n' },
      ]);
    } finally {
      await single.destroy();
    }
  });

  it.each([
    ['the first of them', (trx: Trx) => endWith(trx, [add('b', ''), add('d', '')]), 'duplicate key'],
    ['the last', (trx: Trx) => endWith(trx, [add('d', ''), add('b', '')]), 'duplicate key'],
    ['one of an end before', (trx: Trx) => endWith(trx, [add('b', '')]).then(() => endWith(trx, [])), 'duplicate'],
    ['the work after it', (trx: Trx) => endWith(trx, [add('d', '')]).then(() => Promise.reject(new Error('x'))), 'x'],
  ])('tells that %s failed, though the commit was under way, and leaves nothing behind', async (_case, end, reason) => {
    const commits: string[] = [];
    const inTenant = buildInTenant(database.app, { afterCommit: () => commits.push('commit') });
    await expect(inTenant({ institutionId: ours }, end)).rejects.toThrow(reason);
    expect(commits).toEqual([]);
    const left = inTenant({ institutionId: ours }, (trx) => trx('thing').whereIn('id', ['b', 'd']).pluck('note'));
    expect(await left).toEqual(['n']);
  });

  it('says in-progress when one of them waits too long for a lock', async () => {
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holding = database.inTenant({ institutionId: ours }, async (trx) => {
      await trx('thing').where({ id: 'b' }).forUpdate();
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    const late = database.inTenant({ institutionId: ours }, async (trx) => {
      await trx.raw(`set local lock_timeout = 50`);
      await endWith(trx, [{ name: 'thing.touch', text: 'update thing set day = now() where id = $1', values: ['b'] }]);
    });
    await expect(late).rejects.toMatchObject({ code: 'in-progress' });
    held.resolve();
    await holding;
  });

  it('may be one statement that writes, and one that reads each by its name, with the values of all', async () => {
    const inTenant = buildInTenant(database.app);
    const many = Array.from({ length: 12 }, (_, n) => add(`m${n}`, String(n)));
    await inTenant({ institutionId: ours }, (trx) => endWith(trx, [asOneWrite('many', many)]));
    const [rows] = await inTenant({ institutionId: ours }, (trx) =>
      pipeline(trx, [
        asOneRead('some', {
          last: {
            name: 'thing.of',
            text: 'select id, note from thing where id = $1 and note = $2',
            values: ['m11', '11'],
          },
          noted: notes,
          nobody: { name: 'thing.none', text: 'select id from thing where note = $1', values: ['?'] },
        }),
      ]),
    );
    expect(rowsOfEach(rows)).toEqual({
      last: [{ id: 'm11', note: '11' }],
      noted: [
        { id: 'b', note: 'n' },
        { id: 'c', note: 'n' },
      ],
      nobody: [],
    });
  });
});
