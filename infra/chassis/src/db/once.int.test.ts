import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { type Answer, once, type OnceRequest } from './once.ts';

describe('an intent is carried out once (JRN-20)', () => {
  let database: TestDatabase;
  const scope = { institutionId: randomUUID(), userId: randomUUID() };
  const request = (): OnceRequest => ({
    userId: scope.userId,
    assignmentId: randomUUID(),
    operation: 'changeMarks',
    key: randomUUID(),
    bodyHash: 'a',
  });
  const run = (asked: OnceRequest, work: () => Promise<Answer>): Promise<Answer> =>
    database.inTenant(scope, (trx) => once(trx, asked, work));

  beforeAll(async () => {
    database = await createTestDatabase('chassistest', new URL('test-migrations/', import.meta.url));
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  it('answers the second request as the first, in the same order of fields', async () => {
    const asked = request();
    let works = 0;
    const work = async () => ({ status: 201, body: { zebra: ++works, apple: [null] } });
    const answers = [await run(asked, work), await run(asked, work)];
    expect(answers.map((answer) => JSON.stringify(answer))).toEqual(
      Array(2).fill('{"status":201,"body":{"zebra":1,"apple":[null]}}'),
    );
  });

  it('does the work once for five that come together', async () => {
    const asked = request();
    let works = 0;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => run(asked, async () => ({ status: 200, body: ++works }))),
    );
    expect(answers).toEqual(Array(5).fill({ status: 200, body: 1 }));
  });

  it('refuses the same key with another body', async () => {
    const asked = request();
    await run(asked, async () => ({ status: 200, body: 1 }));
    const other = run({ ...asked, bodyHash: 'b' }, async () => ({ status: 200, body: 2 }));
    await expect(other).rejects.toMatchObject({ kind: 'invalid', code: 'idempotency-key-reused' });
  });

  it('says in-progress to one that waits longer than two seconds', async () => {
    const asked = request();
    const release = Promise.withResolvers<void>();
    const claimed = Promise.withResolvers<void>();
    const first = run(asked, async () => {
      claimed.resolve();
      await release.promise;
      return { status: 200, body: 'first' };
    });
    await claimed.promise;
    const second = run(asked, async () => ({ status: 200, body: 'second' }));
    await expect(second).rejects.toMatchObject({ kind: 'conflict', code: 'in-progress' });
    release.resolve();
    expect(await first).toEqual({ status: 200, body: 'first' });
  });

  it('does not store a problem: the next attempt works', async () => {
    const asked = request();
    await expect(run(asked, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await run(asked, async () => ({ status: 200, body: null }))).toEqual({ status: 200, body: null });
  });
});
