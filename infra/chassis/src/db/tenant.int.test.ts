import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { withConnection } from './connection-of.ts';
import { connectDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { pipeline } from './pipeline.ts';
import { buildInTenant, buildSaveInTenant, buildReadInTenant } from './tenant.ts';

const migrations = new URL('test-migrations/', import.meta.url);

describe('tenancy', () => {
  let database: TestDatabase;
  const [ours, theirs] = [randomUUID(), randomUUID()];
  const [me, other] = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    database = await createTestDatabase('chassistest', migrations);
    for (const institutionId of [ours, theirs]) {
      await database.inTenant({ institutionId }, (trx) =>
        trx('thing').insert({ institution_id: institutionId, id: 'a' }),
      );
    }
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  it('shows one institution to the app, none without a scope, all to the owner (IAM-8)', async () => {
    expect(await database.inTenant({ institutionId: ours }, (trx) => trx('thing').pluck('institution_id'))).toEqual([
      ours,
    ]);
    expect(await database.app('thing')).toEqual([]);
    expect(await database.owner('thing')).toHaveLength(2);
  });

  it('refuses a row of another institution, and a scope that is no UUID (IAM-8)', async () => {
    const foreign = database.inTenant({ institutionId: ours }, (trx) =>
      trx('thing').insert({ institution_id: theirs, id: 'b' }),
    );
    await expect(foreign).rejects.toThrow('row-level security');
    await expect(database.inTenant({ institutionId: `${ours}'` }, async () => 1)).rejects.toThrow(TypeError);
    await expect(database.inTenant({ institutionId: ours, userId: '' }, async () => 1)).rejects.toThrow(TypeError);
  });

  it('does not carry a scope over to the next transaction of the connection (IAM-8)', async () => {
    const single = connectDatabase(database.appUrl, { max: 1, name: 'test single' });
    try {
      await buildInTenant(single)({ institutionId: ours }, (trx) => trx('thing'));
      expect(await single('thing')).toEqual([]);
    } finally {
      await single.destroy();
    }
  });

  it('sends begin, scope and the first statements in one write, and a broken connection to nobody twice', async () => {
    const single = connectDatabase(database.appUrl, { max: 1, name: 'test single', quiet: true });
    try {
      const inTenant = buildInTenant(single);
      const things = { name: 'things', text: 'select institution_id from thing', values: [] };
      const read = () => inTenant({ institutionId: ours }, (trx) => pipeline(trx, [things, things]));
      const { stream } = await withConnection(single, async ({ connection }) => connection);
      const writes = [jest.spyOn(stream, '_write'), jest.spyOn(stream, '_writev' as '_write')];
      await read();
      expect(writes.flatMap((each) => each.mock.calls)).toHaveLength(2);
      stream.destroy();
      await read().catch(() => undefined);
      expect((await read()).flat()).toHaveLength(2);
    } finally {
      await single.destroy();
    }
  });

  describe('a read of its own', () => {
    const statement = (text: string, ...values: readonly unknown[]) => ({ name: `read.${text}`, text, values });
    const things = statement('select institution_id from thing');
    let single: TestDatabase['app'];

    beforeAll(() => {
      single = connectDatabase(database.appUrl, { max: 1, name: 'test single', readOnly: true });
    });
    afterAll(async () => {
      await single.destroy();
    });

    it('shows one institution, and carries no scope over to the next who has the connection (IAM-8)', async () => {
      const read = buildReadInTenant(single);
      const [first, second] = await Promise.all(
        [ours, theirs].map((institutionId) =>
          read({ institutionId }, async (run) => [...(await run([things])).flat()]),
        ),
      );
      expect([first, second]).toEqual([[{ institution_id: ours }], [{ institution_id: theirs }]]);
      expect(await single('thing')).toEqual([]);
    });

    it('refuses to write, and a scope that is no UUID', async () => {
      const read = buildReadInTenant(single);
      const insert = statement(`insert into thing (institution_id, id) values ($1, 'read')`, ours);
      await expect(read({ institutionId: ours }, (run) => run([insert]))).rejects.toThrow('read-only transaction');
      await expect(read({ institutionId: `${ours}'` }, async () => 1)).rejects.toThrow(TypeError);
      expect(await read({ institutionId: ours }, (run) => run([things, things]))).toHaveLength(2);
    });

    it('tells what the work throws, at once or later, and leaves a usable connection behind', async () => {
      const read = buildReadInTenant(single);
      const thrown = (): never => {
        throw new Error('no such page');
      };
      await expect(read({ institutionId: ours }, thrown)).rejects.toThrow('no such page');
      await expect(read({ institutionId: ours }, (run) => run([things]).then(thrown))).rejects.toThrow('no such page');
      await expect(read({ institutionId: ours }, (run) => run([statement('select 1 / 0')]))).rejects.toThrow(
        'division',
      );
      expect(await read({ institutionId: ours }, (run) => run([things]))).toEqual([[{ institution_id: ours }]]);
    });
  });

  it("lets a consumer deliver to any user and only the user read what is the user's own", async () => {
    await database.inTenant({ institutionId: ours }, (trx) =>
      trx('bell').insert([
        { user_id: me, id: 'x' },
        { user_id: other, id: 'y' },
      ]),
    );
    const mine = (userId?: string) =>
      database.inTenant({ institutionId: ours, ...(userId !== undefined && { userId }) }, (trx) =>
        trx('bell').pluck('id'),
      );
    expect([await mine(), await mine(me), await mine(other)]).toEqual([[], ['x'], ['y']]);
    const stolen = await database.inTenant({ institutionId: ours, userId: me }, (trx) =>
      trx('bell').where({ id: 'y' }).update({ seen: true }),
    );
    expect(stolen).toBe(0);
  });

  it('gives each role no more than its own (JRN-22)', async () => {
    const rewrite = database.inTenant({ institutionId: ours }, (trx) => trx('ledger').delete());
    await expect(rewrite).rejects.toThrow('permission denied');
    await expect(database.app('outbox')).rejects.toThrow('permission denied');
    await expect(database.relay('thing')).rejects.toThrow('permission denied');
    await expect(database.relay('outbox').insert({ type: 'x' })).rejects.toThrow('permission denied');
  });

  it('reads dates as text, bigints as numbers, and refuses to round one', async () => {
    const read = await database.app.raw<{
      rows: unknown[];
    }>(`select date '2026-09-01' as d, 5::bigint as n, array[1::bigint, null] as ns,
      array[date '2026-09-01'] as ds, timestamptz '2026-09-01T00:00Z' as t`);
    expect(read.rows).toEqual([
      { d: '2026-09-01', n: 5, ns: [1, null], ds: ['2026-09-01'], t: new Date('2026-09-01T00:00Z') },
    ]);
    await expect(database.app.raw('select 9007199254740993::bigint as n')).rejects.toThrow('does not fit');
    expect((await database.app.raw<{ rows: unknown[] }>('select 1::bigint as n')).rows).toEqual([{ n: 1 }]);
  });

  it('tells the first error of a pipeline, leaves nothing and a usable connection behind', async () => {
    const statement = (text: string) => ({ name: `test.${text}`, text, values: [] });
    const broken = database.inTenant({ institutionId: ours }, async (trx) => {
      await trx('thing').insert({ institution_id: ours, id: 'lost' });
      await pipeline(trx, [statement('select 1 / 0'), statement('select 2'), statement('select 2')]);
    });
    await expect(broken).rejects.toThrow('division by zero');
    expect(await database.inTenant({ institutionId: ours }, (trx) => trx('thing').pluck('id'))).toEqual(['a']);
    const answers = database.inTenant({ institutionId: ours }, (trx) =>
      pipeline(trx, [statement('select 2'), statement('select 2')]),
    );
    expect(await answers).toHaveLength(2);
  });

  it('says after a commit that there was one, and keeps silent after a rollback', async () => {
    const commits: string[] = [];
    const inTenant = buildInTenant(database.app, { afterCommit: () => commits.push('commit') });
    await inTenant({ institutionId: ours }, (trx) => trx.raw('select 1'));
    await expect(inTenant({ institutionId: ours }, (trx) => trx.raw('select 1 / 0'))).rejects.toThrow('division');
    expect(commits).toEqual(['commit']);
  });

  it('says that nothing was saved when the work goes on after a statement that failed', async () => {
    const going = database.inTenant({ institutionId: ours }, async (trx) => {
      await trx('thing').insert({ institution_id: ours, id: 'lost' });
      await trx.raw('select 1 / 0').catch(() => undefined);
    });
    await expect(going).rejects.toThrow('transaction is aborted');
    const saved = database.inTenant({ institutionId: ours }, async (trx) => {
      await trx.transaction((nested) => nested.raw('select 1 / 0')).catch(() => undefined);
      return trx('thing').pluck('id');
    });
    expect(await saved).toEqual(['a']);
  });

  it('says in-progress when a statement waits too long for a lock, whichever way it goes', async () => {
    const touch = { name: 'thing.touch', text: 'update thing set day = now() where id = $1', values: ['a'] };
    const impatient = { name: 'thing.impatient', text: 'set local lock_timeout = 50', values: [] };
    await database.inTenant({ institutionId: ours }, async (holding) => {
      await holding('thing').where({ id: 'a' }).forUpdate();
      const byKnex = database.inTenant({ institutionId: ours }, (trx) => pipeline(trx, [impatient, touch]));
      await expect(byKnex).rejects.toMatchObject({ code: 'in-progress' });
      const end = { value: undefined, last: [impatient, touch] };
      const byStatements = buildSaveInTenant(database.app)({ institutionId: ours }, () => Promise.resolve(end));
      await expect(byStatements).rejects.toMatchObject({ code: 'in-progress' });
    });
  });

  it('migrates once when two start together', async () => {
    await database.owner.raw(
      'drop table thing; delete from knex_migrations; drop table outbox, inbox, aggregate_version',
    );
    await database.owner.raw(
      'drop function drop_old_plumbing; drop table dead_letter, epoch, idempotency, ledger, bell; update knex_migrations_lock set is_locked = 1',
    );
    const applied = await Promise.all([migrate(database.ownerUrl, migrations), migrate(database.ownerUrl, migrations)]);
    expect(applied.flat()).toEqual(['20260901090000_first']);
  });
});
