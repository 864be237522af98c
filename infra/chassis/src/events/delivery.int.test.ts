import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import pino from 'pino';
import { z } from 'zod';
import { changeEvent, type OutgoingEvent, stateEvent, tombstone } from '@parta/contracts/kernel/event';
import { testBroker } from '@parta/testkit/broker';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { memoryBroker } from '@parta/testkit/memory-broker';
import { currentCorrelationId, runAtPlace, runWithCorrelation } from '../context.ts';
import { buildSaveInTenant } from '../db/tenant.ts';
import { type Consumer, on, type Received, startConsumer } from './consumer.ts';
import type { Message, MessageBroker } from './message-broker.ts';
import { publishLater } from './outbox.ts';
import { type Relay, startRelay } from './relay.ts';

const Page = z.object({ n: z.number() });
const pageChanged = changeEvent('journal.page-changed.v1', { topic: 'journal.pages', summary: 'test', data: Page });
const unknownChanged = changeEvent('journal.unheard-of.v1', { topic: 'journal.pages', summary: 'test', data: Page });
const classChanged = stateEvent('contingent.class-changed.v1', {
  topic: 'contingent.classes',
  summary: 'test',
  data: Page,
});
const log = pino({ level: 'silent' });
const described = [
  { name: 'journal.pages', cleanup: 'delete', retentionMs: 86_400_000 },
  { name: 'contingent.classes', cleanup: 'compact', retentionMs: undefined },
] as const;

const brokers = [
  ['memory', memoryBroker],
  ['Kafka', testBroker],
] as const;

describe.each(brokers)('from outbox to effect over %s', (_name, connect) => {
  let database: TestDatabase;
  let broker: MessageBroker;
  let relay: Relay;
  let consumer: Consumer;
  /** Every effect that was committed. */
  const effects: (Received<{ n: number }> & { correlation: string })[] = [];
  let poisoned = 0;
  const published: Message[] = [];

  beforeAll(async () => {
    database = await createTestDatabase('chassistest', new URL('../db/test-migrations/', import.meta.url));
    broker = connect();
    await Promise.all([broker.createTopics(described, 12), broker.createTopics(described, 12)]);
    relay = startRelay({ db: database.relay, broker: recording(), log });
    consumer = consume('test', database);
  });
  afterAll(async () => {
    await consumer.stop();
    await relay.stop();
    await broker.close();
    await database[Symbol.asyncDispose]();
  });

  const recording = (): Pick<MessageBroker, 'publish'> => ({
    async publish(messages) {
      published.push(...messages);
      await broker.publish(messages);
    },
  });

  function consume(group: string, { app, inTenant }: TestDatabase): Consumer {
    const saveInTenant = buildSaveInTenant(app);
    const record = (trx: Knex.Transaction, received: Received<{ n: number }>): void => {
      if (received.data?.n === 666) {
        poisoned += 1;
        throw new Error('poison');
      }
      const effect = { ...received, correlation: currentCorrelationId() };
      trx.executionPromise.then(() => effects.push(effect)).catch(() => undefined);
    };
    const subscriptions = [pageChanged, classChanged].map((event) =>
      on(event, async (trx, received) => {
        record(trx, received);
        const note = received.data === null ? null : String(received.data.n);
        const row = { institution_id: received.institutionId, id: received.key, note };
        await trx('thing').insert(row).onConflict(['institution_id', 'id']).merge();
      }),
    );
    return startConsumer({ service: 'chassistest', group, subscriptions, inTenant, saveInTenant, broker, log });
  }

  /** An aggregate of its own for each test. */
  function aggregate() {
    const institutionId = randomUUID();
    const key = randomUUID();
    const subject = (version: number) => ({ institutionId, root: key, key, version });
    return {
      institutionId,
      subject,
      page: (n: number, version = n) => pageChanged.of(subject(version), { n }),
      klass: (n: number, version = n) => classChanged.of(subject(version), { n }),
      save: (...events: OutgoingEvent[]) => database.inTenant({ institutionId }, (trx) => publishLater(trx, events)),
      seen: () => effects.filter((call) => call.key === key).map(({ data }) => data?.n ?? null),
      note: () => database.inTenant({ institutionId }, (trx) => trx('thing').where({ id: key }).pluck('note')),
      published: () => published.filter((message) => message.key === key),
      dead: () => database.owner('dead_letter').where({ key }).select('reason', 'payload', 'consumer'),
    };
  }

  async function settle(): Promise<void> {
    await relay.drain();
    await consumer.caughtUp();
  }

  it('keeps the order of a root, its scope and its correlation id', async () => {
    const page = aggregate();
    for (let n = 1; n <= 5; n++) await runWithCorrelation(`c${n}`, () => page.save(page.page(n)));
    await settle();
    expect(page.seen()).toEqual([1, 2, 3, 4, 5]);
    expect(await page.note()).toEqual(['5']);
    const last = effects.findLast((call) => call.institutionId === page.institutionId);
    expect(last).toMatchObject({ correlation: 'c5', correlationId: 'c5', version: 5, epoch: 1 });
    expect(last?.at).toBeInstanceOf(Date);
    expect(await relay.oldestAgeMs()).toBe(0);
  });

  it.each([
    ['recorded', 1],
    ['unrecorded', 0],
  ] as const)('carries the place of a %s trace', async (_what, traceFlags) => {
    const page = aggregate();
    const place = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags };
    await runAtPlace(place, () => page.save(page.page(1), page.page(2)));
    await settle();
    const header = traceFlags === 1 ? `00-${place.traceId}-${place.spanId}-01` : undefined;
    expect(page.published().map(({ headers }) => headers['traceparent'])).toEqual([header, header]);
    expect(effects.filter((call) => call.institutionId === page.institutionId)).toMatchObject([
      { traceparent: header },
      { traceparent: header },
    ]);
  });

  it('publishes nothing of a transaction that did not commit', async () => {
    const page = aggregate();
    const failing = database.inTenant({ institutionId: page.institutionId }, async (trx) => {
      await publishLater(trx, [page.page(1)]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await settle();
    expect(page.published()).toEqual([]);
  });

  it('takes a change twice and acts once', async () => {
    const page = aggregate();
    await page.save(page.page(1), page.page(2));
    await settle();
    await broker.publish([...page.published(), ...page.published()]);
    await settle();
    expect(page.seen()).toEqual([1, 2]);
  });

  it('ignores a state that is not newer; a new epoch is newer than any version', async () => {
    const klass = aggregate();
    await klass.save(klass.klass(5));
    await settle();
    await klass.save(klass.klass(3), klass.klass(50, 5));
    await settle();
    expect(await klass.note()).toEqual(['5']);
    await database.owner('epoch').update({ value: 2 });
    await klass.save(klass.klass(1));
    await settle();
    await database.owner('epoch').update({ value: 1 });
    await klass.save(klass.klass(99));
    await settle();
    expect(klass.seen()).toEqual([5, 1]);
  });

  it('hands a tombstone over as null and remembers that the aggregate was erased', async () => {
    const klass = aggregate();
    await klass.save(klass.klass(1), tombstone(classChanged, klass.subject(2)));
    await settle();
    await broker.publish(klass.published().slice(0, 1));
    await settle();
    expect(klass.seen()).toEqual([1, null]);
    expect(klass.published().at(-1)?.value).toBeNull();
    const known = await database
      .owner('aggregate_version')
      .where({ institution_id: klass.institutionId })
      .select('version', 'erased');
    expect(known).toEqual([{ version: 2, erased: true }]);
  });

  it('buries a poison message after three attempts and lets the rest of its root flow', async () => {
    const page = aggregate();
    const klass = aggregate();
    poisoned = 0;
    await page.save(page.page(666, 1), page.page(2));
    await klass.save(klass.klass(666, 1), klass.klass(2));
    await settle();
    expect(poisoned).toBe(6);
    expect(page.seen()).toEqual([2]);
    expect(await page.note()).toEqual(['2']);
    expect(await klass.note()).toEqual(['2']);
    expect(await page.dead()).toEqual([{ reason: 'Error: poison', payload: '{"n": 666}', consumer: 'test' }]);
    expect(await klass.dead()).toHaveLength(1);
    await broker.publish(page.published());
    await settle();
    expect(page.seen()).toEqual([2]);
    expect(await page.dead()).toHaveLength(1);
  });

  it('buries what the contract cannot parse, what is no JSON and what has no envelope; skips unknown types', async () => {
    const page = aggregate();
    await page.save(page.page(1), page.page(2), unknownChanged.of(page.subject(3), { n: 3 }));
    await settle();
    const [first, second] = page.published();
    if (!first || !second) throw new Error('not published');
    const renamed = (message: Message, value: string): Message => ({
      ...message,
      value,
      headers: { ...message.headers, ce_id: randomUUID() },
    });
    await broker.publish([renamed(first, '{"n":"x"}'), renamed(second, '{"n":\u0000'), { ...first, headers: {} }]);
    await page.save(page.page(4));
    await settle();
    expect(page.seen()).toEqual([1, 2, 4]);
    expect((await page.dead()).map(({ reason }) => String(reason).split(':')[0]).sort()).toEqual([
      'SyntaxError',
      'ZodError',
      'no envelope',
    ]);
  });

  it('publishes again what a relay published and did not delete; the effect stays one', async () => {
    const page = aggregate();
    await page.save(page.page(1));
    await settle();
    const institution_id = page.institutionId;
    // What a crash between the ack and the delete leaves: the same row once more.
    const [message] = page.published();
    await database.owner.raw(
      `insert into outbox (id, type, topic, institution_id, root, key, version, epoch, correlation_id, data, vp)
       values (?, 'journal.page-changed.v1', 'journal.pages', ?, ?, ?, 1, 1, 'c', '{"n":1}', 0)`,
      [String(message?.headers['ce_id']), institution_id, String(message?.key), String(message?.key)],
    );
    await settle();
    expect(page.published()).toHaveLength(2);
    expect(page.seen()).toEqual([1]);
  });

  it('keeps the order of each root with two relays and a broker that fails now and then', async () => {
    let sends = 0;
    const shaky: Pick<MessageBroker, 'publish'> = {
      async publish(messages) {
        if (sends++ % 3 === 1) throw new Error('away');
        published.push(...messages);
        await broker.publish(messages);
      },
    };
    const second = startRelay({ db: database.relay, broker: shaky, log });
    const pages = Array.from({ length: 8 }, aggregate);
    for (let n = 1; n <= 20; n++) {
      await Promise.all(pages.map((page) => page.save(page.page(n))));
      second.wake();
    }
    await settle();
    await second.stop();
    await settle();
    for (const page of pages) expect(page.seen()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('shares the work of a group and goes on when a member leaves', async () => {
    const other = consume('test', database);
    const pages = Array.from({ length: 6 }, aggregate);
    await Promise.all(pages.map((page) => page.save(page.page(1))));
    await settle();
    await other.stop();
    await Promise.all(pages.map((page) => page.save(page.page(2))));
    await settle();
    for (const page of pages) expect(page.seen()).toEqual([1, 2]);
  });

  it('waits for a database that is away instead of burying', async () => {
    const page = aggregate();
    let refusals = 0;
    const inTenant: TestDatabase['inTenant'] = async (scope, work) => {
      if (refusals++ < 4) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return database.inTenant(scope, work);
    };
    await page.save(page.page(1));
    await settle();
    const late = consume('late', { ...database, inTenant });
    await late.caughtUp();
    await late.stop();
    expect(refusals).toBeGreaterThan(4);
    expect(page.seen()).toEqual([1, 1]);
    expect((await page.dead()).length).toBe(0);
  });

  it('is healthy while it works', () => {
    expect(broker.healthy()).toBe(true);
  });
});
