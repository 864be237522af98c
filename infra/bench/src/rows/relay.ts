import { randomUUID } from 'node:crypto';
import { connectDatabase } from '@parta/chassis/db/database';
import { connectBroker } from '@parta/chassis/events/broker';
import { toMessage } from '@parta/chassis/events/envelope';
import type { Message } from '@parta/chassis/events/message-broker';
import { startRelay } from '@parta/chassis/events/relay';
import { buildLog } from '@parta/chassis/log';
import { everyTopic, PARTITIONS } from '@parta/contracts/kernel/topics';
import type { BenchRow } from '../bench-row.ts';
import { inTurns } from '../load/turns.ts';
import type { BenchPlatform } from '../platform/bench-platform.ts';
import { inDatabase } from '../platform/seed-region.ts';

const EVENTS = 20_000;
const BATCH = 500;

/** The relay emptying an outbox of saves, against kafkajs producing the same messages in batches of the same size. */
export async function relayRows(bench: BenchPlatform): Promise<readonly BenchRow[]> {
  const { platform, servers } = bench;
  await platform.stopReplica('journal', 0);
  const owner = platform.databaseUrl('journal', 'owner');
  const db = connectDatabase(platform.databaseUrl('journal', 'relay'), { max: 2, name: 'bench-relay' });
  const log = buildLog('bench', 'fatal');
  // topics that nobody consumes
  const topicPrefix = `bench-${randomUUID().slice(0, 8)}.`;
  const broker = connectBroker({ brokers: servers.kafkaBrokers.split(','), clientId: 'bench', topicPrefix, log });
  await broker.createTopics(
    everyTopic.filter(({ name }) => name === 'journal.pages'),
    PARTITIONS,
  );
  const messages = Array.from({ length: EVENTS }, (_, index) => messageOf(index));
  const publish = (some: readonly Message[]): Promise<void> => broker.publish(some);
  await produce(messages.slice(0, BATCH), publish);
  const { ours, theirs } = await inTurns(
    async () => {
      await inDatabase(owner, (client) => client.query(fill, [EVENTS, JSON.stringify(payload)]));
      const relay = startRelay({ db, broker, log });
      const perSecond = await eventsPerSecond(() => relay.drain());
      await relay.stop();
      return perSecond;
    },
    () => eventsPerSecond(() => produce(messages, publish)),
    (turn) => turn.ours / turn.theirs,
  );
  await Promise.all([broker.close(), db.destroy()]);
  await platform.startReplica('journal', 0);
  return [
    {
      row: `outbox relay, ${EVENTS} events of a save`,
      unit: 'events/s',
      value: ours,
      peer: { name: 'kafkajs', value: theirs },
      goal: { atLeast: 0.7 },
    },
  ];
}

async function eventsPerSecond(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (EVENTS * 1000) / (performance.now() - start);
}

async function produce(all: readonly Message[], publish: (some: readonly Message[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += BATCH) await publish(all.slice(start, start + BATCH));
}

/** About as long as the event of a column of ten marks. */
const payload = {
  pageId: randomUUID(),
  marks: Array.from({ length: 10 }, () => ({ a: randomUUID(), b: randomUUID() })),
};

const fill = `insert into outbox (id, type, topic, institution_id, root, key, version, epoch, correlation_id, data, vp)
  select gen_random_uuid(), 'journal.page-changed.v1', 'journal.pages', gen_random_uuid(), i::text, i::text, 1, 1, 'bench-correlation', $2::jsonb, i % 16
  from generate_series(1, $1::integer) i`;

const messageOf = (index: number): Message =>
  toMessage({
    ...{ id: randomUUID(), type: 'journal.page-changed.v1', topic: 'journal.pages', institutionId: randomUUID() },
    ...{
      root: String(index),
      key: String(index),
      version: 1,
      epoch: 1,
      at: new Date(),
      correlationId: 'bench-correlation',
    },
    payload: JSON.stringify(payload),
  });
