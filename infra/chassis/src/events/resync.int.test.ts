import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeEvent, stateEvent } from '@parta/contracts/kernel/event';
import { everyTopic, PARTITIONS } from '@parta/contracts/kernel/topics';
import { testBroker } from '@parta/testkit/broker';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { memoryBroker } from '@parta/testkit/memory-broker';
import pino from 'pino';
import { z } from 'zod';
import { dropOldPlumbing } from '../db/upkeep.ts';
import { buildSaveInTenant } from '../db/tenant.ts';
import { type Consumer, on, startConsumer, type Subscription } from './consumer.ts';
import type { MessageBroker } from './message-broker.ts';
import { type Outgoing, publishLater } from './outbox.ts';
import { startRelay } from './relay.ts';
import { replayDeadLetters } from './replay.ts';
import { resync, type Source } from './resync.ts';

const Data = z.object({ n: z.number() });
const classV1 = stateEvent('contingent.class.v9', { topic: 'contingent.classes', summary: 'test', data: Data });
const savedV1 = changeEvent('journal.saved.v9', { topic: 'journal.pages', summary: 'test', data: Data });
const log = pino({ level: 'silent' });
const migrations = new URL('../db/test-migrations/', import.meta.url);
const wanted = everyTopic.filter(({ name }) => /classes|pages/.test(name));

describe.each([
  ['memory', memoryBroker],
  ['Kafka', testBroker],
] as const)('a resync over %s', (_name, connect) => {
  const institutionId = randomUUID();
  let source: TestDatabase;
  let copy: TestDatabase;
  let broker: MessageBroker;
  let relay: ReturnType<typeof startRelay>;
  const consumers: Consumer[] = [];
  let mended = false;
  let news = 0;

  /** What the owner has: versions by key. */
  const owned = new Map<string, number>();
  const classes: Source = {
    event: classV1,
    keys: () => Promise.resolve([...owned.keys()]),
    events: (_trx, scope, keys) => Promise.resolve(keys.map((key) => nextClass(scope, key))),
  };
  const saves: Outgoing[] = [];
  const history: Source = {
    event: savedV1,
    keys: () => Promise.resolve(saves.map(({ id }) => id ?? '')),
    events: (_trx, _scope, keys) => Promise.resolve(saves.filter(({ id }) => keys.includes(id ?? ''))),
  };

  function nextClass(scope: string, key: string): Outgoing {
    const version = (owned.get(key) ?? 0) + 1;
    owned.set(key, version);
    return classV1.of({ institutionId: scope, root: key, key, version }, { n: version });
  }
  function save(n: number): Outgoing {
    const key = randomUUID();
    const event = { ...savedV1.of({ institutionId, root: key, key, version: 1 }, { n }), id: randomUUID() };
    saves.push(event);
    return event;
  }

  const readers = (): readonly Subscription[] => [
    on(classV1, async (trx, { key, data, version }) => {
      if (data === null) await trx('thing').where({ id: key }).delete();
      else {
        const row = { institution_id: institutionId, id: key, note: String(version) };
        await trx('thing').insert(row).onConflict(['institution_id', 'id']).merge();
      }
    }),
    on(savedV1, async (trx, { key, data }) => {
      if (data?.n === 666 && !mended) throw new Error('poison');
      await trx('ledger').insert({ institution_id: institutionId, id: key });
    }),
    on(savedV1, () => Promise.resolve(void news++), { purpose: 'news' }),
  ];

  beforeAll(async () => {
    [source, copy] = await Promise.all([
      createTestDatabase('chassistest', migrations),
      createTestDatabase('chassistest', migrations),
    ]);
    broker = connect();
    await broker.createTopics(wanted, PARTITIONS);
    relay = startRelay({ db: source.relay, broker, log });
    for (const backfill of [false, true]) {
      const subscriptions = readers();
      const ways = { inTenant: copy.inTenant, saveInTenant: buildSaveInTenant(copy.app) };
      consumers.push(startConsumer({ service: 's', group: 'copy', subscriptions, ...ways, broker, log, backfill }));
    }
  });
  afterAll(async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await relay.stop();
    await broker.close();
    await Promise.all([source[Symbol.asyncDispose](), copy[Symbol.asyncDispose]()]);
  });

  const publish = (...events: Outgoing[]): Promise<void> =>
    source.inTenant({ institutionId }, (trx) => publishLater(trx, events));
  async function settle(): Promise<void> {
    await relay.drain();
    await Promise.all(consumers.map((consumer) => consumer.caughtUp()));
  }
  const copies = async () =>
    new Map(
      (
        await copy.inTenant({ institutionId }, async (trx) => {
          const rows: { id: string; note: string }[] = await trx('thing').select('id', 'note');
          return rows;
        })
      ).map(({ id, note }) => [id, Number(note)]),
    );
  const run = (sources: readonly Source[]) =>
    resync(
      { inTenant: source.inTenant, owner: source.owner, relay, say: () => undefined },
      { sources, institutions: [institutionId], since: new Date(0) },
    );

  it('mends damaged copies, drops what the owner no longer has, and keeps what came meanwhile', async () => {
    const keys = Array.from({ length: 30 }, () => randomUUID());
    await publish(...keys.map((key) => nextClass(institutionId, key)));
    await settle();
    expect((await copies()).size).toBe(30);

    // a copy that lost a row, one that went wrong, and one that the owner forgot without telling
    const [lost = '', wrong = '', forgotten = ''] = keys;
    await copy.inTenant({ institutionId }, async (trx) => {
      await trx('thing').where({ id: lost }).delete();
      await trx('thing').where({ id: wrong }).update({ note: '99' });
    });
    owned.delete(forgotten);
    const late = randomUUID();
    const meanwhile: Source = {
      ...classes,
      // an aggregate that is made after the keys were read: not named, yet not gone
      async keys(trx, since) {
        const read = await classes.keys(trx, since);
        await publish(nextClass(institutionId, late));
        await settle();
        return read;
      },
    };
    expect(await run([meanwhile])).toBe(29);
    await settle();
    expect(await copies()).toEqual(owned);
    expect(owned.has(late)).toBe(true);

    // what was dropped may come back
    await publish(classV1.of({ institutionId, root: forgotten, key: forgotten, version: 7 }, { n: 7 }));
    await settle();
    expect((await copies()).get(forgotten)).toBe(7);
  });

  it('brings lost changes once, keeps those that came, and tells nobody', async () => {
    await publish(save(1), save(2));
    await settle();
    save(3); // committed by the owner, lost on the way
    const told = news;
    await run([history]);
    await run([history]);
    await settle();
    const ledger = await copy.inTenant({ institutionId }, (trx) => trx('ledger').pluck('id'));
    expect(ledger.toSorted()).toEqual(saves.map(({ subject }) => subject.key).toSorted());
    expect(news).toBe(told);
  });

  it('replays dead letters after a repair', async () => {
    const poison = save(666);
    await publish(poison);
    await settle();
    const group = 'copy';
    const replay = () =>
      replayDeadLetters({ db: copy.app, inTenant: copy.inTenant, group, subscriptions: readers().slice(0, 2) });
    expect(await replay()).toEqual({ done: 0, failed: [{ messageId: poison.id, reason: 'poison' }] });
    mended = true;
    expect(await replay()).toEqual({ done: 1, failed: [] });
    expect(await replay()).toEqual({ done: 0, failed: [] });
    const { key } = poison.subject;
    expect(await copy.inTenant({ institutionId }, (trx) => trx('ledger').where({ id: key }).pluck('id'))).toEqual([
      key,
    ]);
  });

  it('forgets messages seen long ago, and only those', async () => {
    const before = await copy.owner('inbox').count<{ count: number }[]>('* as count');
    await copy.owner('inbox').insert([
      { consumer: 'copy', message_id: randomUUID(), received_at: copy.owner.raw(`now() - interval '31 days'`) },
      { consumer: 'copy', message_id: randomUUID(), received_at: copy.owner.raw(`now() - interval '29 days'`) },
    ]);
    expect(await dropOldPlumbing(copy.app)).toBe(1);
    const after = await copy.owner('inbox').count<{ count: number }[]>('* as count');
    expect(Number(after[0]?.count)).toBe(Number(before[0]?.count) + 1);
  });
});
