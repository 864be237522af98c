import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { EventVersion } from '@parta/contracts/kernel/event';
import { backfillOf } from '@parta/contracts/kernel/topics';
import { runWithCorrelation } from '../context.ts';
import { pipeline } from '../db/pipeline.ts';
import type { InTenant, SaveInTenant } from '../db/tenant.ts';
import type { Ended, Read } from '../db/transact.ts';
import type { Log } from '../log.ts';
import { continueTrace, type SpanWish } from '../tracing/span.ts';
import { buryMessage } from './dead-letter.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { claimMessage, claimOf, isNews } from './inbox.ts';
import type { MessageBroker, ReceivedMessage } from './message-broker.ts';
import { dropUnnamed, readResyncEnd, RESYNC_ENDED, type ResyncEnd } from './resync-end.ts';
import { isTransient } from './transient-error.ts';

const ATTEMPTS = 3;
const BACKOFF_MS = 50;
/** Nobody waits for a resync, and most of the time there is none. */
const BACKFILL_WAIT_MS = 2000;

export interface Received<Data> extends Envelope {
  /** `null` is a tombstone: drop the data. */
  readonly data: Data | null;
}

/** One event version and what to do with it. */
export interface Subscription {
  readonly event: EventVersion;
  /** `news` is told to people, once and in time: what a resync brings is none. */
  readonly purpose: 'copy' | 'news';
  readonly receive: (trx: Knex.Transaction, received: Received<unknown>) => Promise<void>;
  /** The same of statements alone, for what comes often. */
  readonly save?: Save<unknown>;
}

/** Answers how its transaction ends, and what is done once it is committed. */
type Save<Data> = (read: Read, received: Received<Data>) => Promise<Ended<(() => void) | undefined>>;

/**
 * The handler gets the payload as the contract parsed it, in the transaction that also remembers the message. Of a change it may be
 * called once more, and is taken back: whatever it does outside the transaction waits for the commit.
 */
export function on<Data extends z.ZodType>(
  event: EventVersion<Data>,
  handler: (trx: Knex.Transaction, received: Received<z.output<Data>>) => Promise<void>,
  { purpose = 'copy' }: { readonly purpose?: Subscription['purpose'] } = {},
): Subscription {
  return { event, purpose, receive: (trx, received) => handler(trx, parsed(event, received)) };
}

/**
 * As `on`, for a change that comes often: of statements alone, the claim and the begin leave in one message with the first that the
 * handler reads, the commit with the last. Those first ones may run once more for a message that is known, and are taken back.
 */
export function onOften<Data extends z.ZodType>(
  event: EventVersion<Data>,
  handler: Save<z.output<Data>>,
  { purpose = 'copy' }: { readonly purpose?: Subscription['purpose'] } = {},
): Subscription {
  const save: Save<unknown> = (read, received) => handler(read, parsed(event, received));
  const receive: Subscription['receive'] = async (trx, received) => {
    const { value: afterwards, last } = await save((statements) => pipeline(trx, statements), received);
    await pipeline(trx, last);
    if (afterwards) void trx.executionPromise.then(afterwards).catch(() => undefined);
  };
  return { event, purpose, receive, save };
}

const parsed = <Data extends z.ZodType>(
  event: EventVersion<Data>,
  received: Received<unknown>,
): Received<z.output<Data>> => ({
  ...received,
  data: received.data === null ? null : event.data.parse(received.data),
});

/** Told of each message that concerns this consumer. */
export interface ConsumerFigures {
  /** `known` = seen before or overtaken by a later state; `publishedAt` by the owner's clock, where the delay means something. */
  handled(topic: string, outcome: 'done' | 'known' | 'dead', publishedAt?: Date): void;
}

export interface ConsumerDependencies {
  readonly service: string;
  /** Consumer group, one per service and purpose; also the name under which messages are remembered. */
  readonly group: string;
  readonly subscriptions: readonly Subscription[];
  readonly inTenant: InTenant;
  readonly saveInTenant: SaveInTenant;
  readonly broker: MessageBroker;
  readonly log: Log;
  /** Reads the topics that a resync fills, with a group of its own and the same memory. */
  readonly backfill?: boolean;
  readonly figures?: ConsumerFigures | undefined;
}

export interface Consumer {
  readonly group: string;
  readonly topics: readonly string[];
  /** Resolves when everything published so far has been handled. For tests and for the end of a resync. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Handles each message in one transaction of its institution, together with the mark of having seen it, so that an effect happens
 * once. A poison message becomes a `dead_letter` row after three attempts and lets the rest pass; a database that is away
 * is waited for. [DESIGN §6]
 */
export function startConsumer(dependencies: ConsumerDependencies): Consumer {
  const { service, broker, backfill = false } = dependencies;
  // News must not be claimed by the copy of it that a resync brings: the live message may still be on its way.
  const subscriptions = dependencies.subscriptions.filter(({ purpose }) => !backfill || purpose === 'copy');
  const topics = [...new Set(subscriptions.map(({ event }) => (backfill ? backfillOf(event.topic) : event.topic)))];
  const group = backfill ? `${dependencies.group}.backfill` : dependencies.group;
  const log = dependencies.log.child({ service, group });
  const subscription = broker.subscribe({
    group,
    topics,
    ...(backfill && { maxWaitMs: BACKFILL_WAIT_MS }),
    handle: (message) => handleMessage({ ...dependencies, subscriptions, log }, message),
  });
  return {
    group,
    topics,
    async caughtUp() {
      while ((await broker.lag(group, topics)) > 0) await delay(10);
    },
    stop: () => subscription.stop(),
  };
}

async function handleMessage(dependencies: ConsumerDependencies, message: ReceivedMessage): Promise<void> {
  const envelope = readEnvelope(message);
  if (!envelope) return bury(dependencies, message, { reason: 'no envelope' });
  const ended = dependencies.backfill && envelope.type === RESYNC_ENDED ? readResyncEnd(message) : undefined;
  const type = ended?.type ?? envelope.type;
  const subscriptions = dependencies.subscriptions.filter(({ event }) => event.type === type);
  if (subscriptions.length === 0) return;
  await runWithCorrelation(envelope.correlationId, async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        const delivery = { message, envelope, subscriptions, ended };
        const fresh = await continueTrace(
          envelope.traceparent,
          consuming(dependencies.group, delivery),
          async (span) => {
            const isNews = await receive(dependencies, delivery);
            span?.tell({ 'parta.outcome': isNews ? 'done' : 'known' });
            return isNews;
          },
        );
        const publishedAt = dependencies.backfill ? undefined : envelope.at;
        return dependencies.figures?.handled(message.topic, fresh ? 'done' : 'known', publishedAt);
      } catch (error) {
        // The broker hands the message over again after a pause, for as long as it takes.
        if (isTransient(error)) throw error;
        if (attempt === ATTEMPTS)
          return bury(dependencies, message, { envelope, subscriptions, reason: reasonOf(error) });
        await delay(BACKOFF_MS * 2 ** attempt);
      }
    }
  });
}

interface Delivery {
  readonly message: ReceivedMessage;
  readonly envelope: Envelope;
  readonly subscriptions: readonly Subscription[];
  readonly ended?: ResyncEnd | undefined;
}

const consuming = (group: string, { message, envelope }: Delivery): SpanWish => ({
  name: `consume ${envelope.type}`,
  kind: 'consumer',
  facts: {
    'messaging.system': 'kafka',
    'messaging.operation.name': 'consume',
    'messaging.destination.name': message.topic,
    'messaging.destination.partition.id': String(message.partition),
    'messaging.consumer.group.name': group,
    'messaging.message.id': envelope.id,
    'parta.correlation_id': envelope.correlationId,
  },
});

/** Whether the message was news. */
async function receive(dependencies: ConsumerDependencies, delivery: Delivery): Promise<boolean> {
  const { group, inTenant } = dependencies;
  const { message, envelope, ended, subscriptions } = delivery;
  const scope = { institutionId: envelope.institutionId };
  const [first] = subscriptions;
  try {
    if (first?.save && subscriptions.length === 1 && !ended)
      return await claimAndSave(dependencies, delivery, first.save);
    return await inTenant(scope, async (trx) => {
      if (!ended) return claimAndHandle(trx, group, delivery);
      const { partition } = message;
      for (const gone of await dropUnnamed(trx, { ...ended, ...scope, consumer: group, partition }))
        await handleAll(trx, delivery.subscriptions, { ...envelope, ...gone, type: ended.type, data: null });
      return true;
    });
  } catch (error) {
    if (error instanceof KnownMessage) return false;
    throw error;
  }
}

/** Takes back what the handler of a known message has done. */
class KnownMessage extends Error {}

/** @throws KnownMessage for a message that was seen before */
async function claimAndSave(
  { group, saveInTenant }: ConsumerDependencies,
  { message: { partition, value }, envelope, subscriptions }: Delivery,
  save: Save<unknown>,
): Promise<boolean> {
  const scope = { institutionId: envelope.institutionId };
  const claim = claimOf(group, { ...envelope, kind: kindOf(subscriptions), erased: value === null, partition });
  const afterwards = await saveInTenant(scope, async (read) => {
    let claimed = false;
    const claiming: Read = async (statements) => {
      if (claimed) return read(statements);
      claimed = true;
      const [known, ...rows] = await read([claim, ...statements]);
      if (!isNews(known)) throw new KnownMessage();
      return rows;
    };
    try {
      return await save(claiming, { ...envelope, data: value === null ? null : JSON.parse(value) });
    } finally {
      // of a handler that has read nothing, or has failed before: of a message that is known that does not matter
      if (!claimed) await claiming([]);
    }
  });
  afterwards?.();
  return true;
}

/**
 * A change's claim leaves in one write with the handler's first statements, since it is almost always news; of states many are
 * known, so their claim is waited for.
 * @throws KnownMessage for a change that was seen before
 */
async function claimAndHandle(
  trx: Knex.Transaction,
  group: string,
  { message: { partition, value }, envelope, subscriptions }: Delivery,
): Promise<boolean> {
  const kind = kindOf(subscriptions);
  const claiming = claimMessage(trx, group, { ...envelope, kind, erased: value === null, partition });
  if (kind === 'state' && !(await claiming)) return false;
  const handle = async (): Promise<void> =>
    handleAll(trx, subscriptions, { ...envelope, data: value === null ? null : JSON.parse(value) });
  const [claimed, handled] = await Promise.allSettled([claiming, handle()]);
  if (claimed.status === 'rejected') throw claimed.reason;
  if (!claimed.value) throw new KnownMessage();
  if (handled.status === 'rejected') throw handled.reason;
  return true;
}

async function handleAll(
  trx: Knex.Transaction,
  subscriptions: readonly Subscription[],
  received: Received<unknown>,
): Promise<void> {
  for (const { receive: handle } of subscriptions) await handle(trx, received);
}

async function bury(
  { group, inTenant, log, figures }: ConsumerDependencies,
  message: ReceivedMessage,
  { envelope, subscriptions = [], reason }: Partial<Delivery> & { reason: string },
): Promise<void> {
  const { topic, partition, offset } = message;
  await buryMessage(inTenant, { consumer: group, message, envelope, kind: kindOf(subscriptions), reason });
  figures?.handled(topic, 'dead');
  // Ids only: the reason may quote a payload and stays in the database.
  log.error(
    { topic, partition, offset, messageId: envelope?.id, type: envelope?.type },
    'a message became a dead letter',
  );
}

const kindOf = (subscriptions: readonly Subscription[]): 'state' | 'change' | undefined => subscriptions[0]?.event.kind;

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown').slice(0, 2000);
