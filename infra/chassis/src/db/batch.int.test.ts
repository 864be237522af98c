import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import pg from 'pg';
import { withConnection } from './connection-of.ts';
import { connectDatabase } from './database.ts';
import { pipelineOn } from './pipeline.ts';
import type { Statement } from './statement.ts';
import { transact } from './transact.ts';

const statement = (text: string, ...values: readonly unknown[]): Statement => ({ name: `t.${text}`, text, values });
const add = (id: string) => ({ ...statement('insert into note values ($1)', id), name: 'note.add' });
const ids = statement('select id from note order by id');

describe('statements in one message', () => {
  let database: TestDatabase;
  let single: TestDatabase['app'];
  const run = (...statements: readonly Statement[]) => withConnection(single, (own) => pipelineOn(own, statements));

  beforeAll(async () => {
    database = await createTestDatabase('chassistest', new URL('test-migrations/', import.meta.url));
    await database.owner.raw('create table note (id text primary key); grant all on note to public');
    single = connectDatabase(database.appUrl, { max: 1, name: 'test single', quiet: true });
  });
  beforeEach(() => database.owner.raw('truncate note'));
  afterAll(async () => {
    await single.destroy();
    await database[Symbol.asyncDispose]();
  });

  it('answers the rows of each in order, with the values of the first time and of later ones', async () => {
    const many = statement('select n, $2::text as t from generate_series(1, $1::int) n', 2, 'я');
    const wanted = [
      { n: 1, t: 'я' },
      { n: 2, t: 'я' },
    ];
    const nothing = statement('select where false');
    for (let time = 0; time < 3; time++) {
      expect(await run(many, nothing, { ...many, values: [1, null] })).toEqual([wanted, [], [{ n: 1, t: null }]]);
    }
    expect(await run()).toEqual([]);
  });

  const values: readonly [value: unknown, type: string, read: unknown][] = [
    ['a\\"b{,}', 'text', 'a\\"b{,}'],
    [['a\\"b', '', 'NULL', null, 'я'], 'text[]', ['a\\"b', '', 'NULL', null, 'я']],
    [undefined, 'text', null],
    [true, 'boolean', true],
    [9_007_199_254_740_991, 'bigint', 9_007_199_254_740_991],
    [Buffer.from([0, 255]), 'bytea', Buffer.from([0, 255])],
    [{ a: [1] }, 'jsonb', { a: [1] }],
    [new Date('2026-03-29T00:30:00.123Z'), 'timestamptz', new Date('2026-03-29T00:30:00.123Z')],
    ['2026-09-01', 'date', '2026-09-01'],
  ];
  it.each(values)('takes %p as %s and reads it as other statements do', async (value, type, read) => {
    const [rows] = await run(statement(`select $1::${type} as value`, value));
    expect(rows).toEqual([{ value: read }]);
  });

  it('outside a transaction are one: what fails takes all with it and those behind are not looked at', async () => {
    const failing = run(add('a'), statement('select 1 / $1::int', 0), statement('select 2 as never'));
    await expect(failing).rejects.toMatchObject({ message: 'division by zero', code: '22012' });
    expect(await run(ids)).toEqual([[]]);
    // what was first used by the batch that failed: done, failed, never reached
    expect(await run(add('b'), statement('select 1 / $1::int', 1), statement('select 2 as never'), ids)).toEqual([
      [],
      [{ '?column?': 1 }],
      [{ never: 2 }],
      [{ id: 'b' }],
    ]);
  });

  it('that fail to be understood, sent or read leave the connection as it was', async () => {
    await expect(run(statement('select nonsense'), statement('select 3 as three'))).rejects.toThrow('nonsense');
    await expect(run(statement('select $1::int', 'x'), statement('select 4 as four'))).rejects.toThrow('integer');
    const unsendable = {
      toPostgres: () => {
        throw new Error('no such value');
      },
    }; // prettier-ignore
    await expect(run(statement('select 5 as five'), statement('select $1', unsendable))).rejects.toThrow(
      'no such value',
    );
    await expect(run(statement('select 9007199254740993::bigint as n'), ids)).rejects.toThrow('does not fit');
    await expect(run({ ...ids, text: 'select 1' })).rejects.toThrow('was another one');
    expect(
      await run(statement('select 3 as three'), statement('select 4 as four'), statement('select 5 as five'), ids),
    ).toEqual([[{ three: 3 }], [{ four: 4 }], [{ five: 5 }], []]);
    expect(await run(statement('select $1::int', 6))).toEqual([[{ int4: 6 }]]);
  });

  it('may follow others that are under way, also when those fail', async () => {
    const fresh = statement('select 7 as seven');
    const both = await withConnection(single, (own) =>
      Promise.allSettled([
        pipelineOn(own, [statement('select 1 / 0'), fresh]),
        pipelineOn(own, [fresh]),
        pipelineOn(own, [ids]),
      ]),
    );
    // the second leant on the first, which never came to it
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(await run(fresh)).toEqual([[{ seven: 7 }]]);
  });

  it('are refused once the connection is broken, those under way too', async () => {
    await withConnection(single, async (own) => {
      const waiting = pipelineOn(own, [statement('select pg_sleep(60)')]);
      own.connection.stream.destroy();
      await expect(waiting).rejects.toThrow('Connection terminated');
      await expect(pipelineOn(own, [ids])).rejects.toThrow();
    });
    expect(await run(ids)).toEqual([[]]);
  });

  it('are not told from what other clients of the driver send', async () => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    const name = `own.${randomUUID()}`;
    expect((await client.query({ name, text: 'select 8 as eight' })).rows).toEqual([{ eight: 8 }]);
    await client.end();
  });

  describe('as a transaction', () => {
    const inOne = <T>(work: Parameters<typeof transact<T>>[2]) =>
      withConnection(single, (own) => transact(own, [], work));

    it('leave in two writes, begin with the first and commit with the last, and last', async () => {
      const { stream } = await withConnection(single, async ({ connection }) => connection);
      const writes = [jest.spyOn(stream, '_write'), jest.spyOn(stream, '_writev' as '_write')];
      const before = await inOne(async (read) => {
        const [rows] = await read([ids]);
        return { value: rows, last: [add('a'), add('b')] };
      });
      expect(writes.flatMap((each) => each.mock.calls)).toHaveLength(2);
      expect([before, await run(ids)]).toEqual([[], [[{ id: 'a' }, { id: 'b' }]]]);
    });

    const never = { value: undefined, last: [] };
    const failures: readonly [string, Parameters<typeof transact>[2], string][] = [
      ['the first', (read) => read([add('a'), add('a')]).then(() => never), 'duplicate'],
      ['the last', (read) => read([add('a')]).then(() => ({ value: 1, last: [add('b'), add('a')] })), 'duplicate'],
      ['the work', (read) => read([add('a')]).then(() => Promise.reject(new Error('no such page'))), 'no such page'],
      ['the work, at once', () => Promise.reject(new Error('too early')), 'too early'],
      [
        'one, though the work goes on',
        (read) => read([add('a'), add('a')]).catch(() => never) as Promise<never>,
        'dup',
      ],
    ];
    it.each(failures)(
      'leave nothing behind when %s failed, and a connection without one',
      async (_case, work, reason) => {
        await expect(inOne(work)).rejects.toThrow(reason);
        expect(await run(add('c'), ids)).toEqual([[], [{ id: 'c' }]]);
      },
    );
  });
});
