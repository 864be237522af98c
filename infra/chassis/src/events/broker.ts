import './kafkajs-timer.ts';
import kafkajs, { type Admin, type Kafka as KafkaClient, type logCreator, type Producer } from 'kafkajs';
import type { Log } from '../log.ts';
import { createMissing, createTopics } from './create-topics.ts';
import { type GroupMember, type MemberEvents, KafkaSubscription } from './kafka-subscription.ts';
import { totalLag } from './lag.ts';
import type { BrokerSubscription, Message, MessageBroker } from './message-broker.ts';

const { Kafka, logLevel, CompressionTypes } = kafkajs;

/** SCRAM-SHA-512 over TLS, with a broker whose certificate this authority (PEM) has signed. */
export interface BrokerSignIn {
  readonly username: string;
  readonly password: string;
  readonly authority: string;
}

export interface BrokerOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Put before every topic and group on the wire, so that several platforms or tests share one cluster. */
  readonly topicPrefix: string;
  readonly log: Log;
  /** After this long without a heartbeat a replica's partitions go to the others; 10 s unless told. */
  readonly sessionTimeoutMs?: number;
  readonly replicationFactor?: number;
  /** How to sign in; without it the broker takes everybody whom the network lets through. */
  readonly signIn?: BrokerSignIn | undefined;
  /** A consumer ended for good: the process should exit, for a live process that consumes nothing helps nobody. */
  readonly onCrash?: (error: Error) => void;
}

/** The only door to Kafka; no other file knows the library. Connects when first used and outlives a broker that goes away. */
export function connectBroker(options: BrokerOptions): MessageBroker {
  const { topicPrefix, log, sessionTimeoutMs = 10_000, replicationFactor = -1, onCrash } = options;
  const kafka = openKafka(options);
  const producer = restartable(() => connectProducer(kafka));
  const admin = restartable(() => connectAdmin(kafka));
  const subscriptions = new Set<KafkaSubscription>();
  const wire = (topic: string): string => `${topicPrefix}${topic}`;

  return {
    async publish(messages) {
      await producer.use((connected) =>
        connected.sendBatch({ acks: -1, compression: CompressionTypes.None, topicMessages: byTopic(messages, wire) }),
      );
    },
    subscribe(subscription) {
      const crashed = onCrash ?? ((): void => undefined);
      const open = (events: MemberEvents): GroupMember =>
        openMember(kafka, { subscription, topicPrefix, sessionTimeoutMs, events });
      const joined = new KafkaSubscription(subscription, {
        topicPrefix,
        sessionTimeoutMs,
        log,
        onCrash: crashed,
        open,
      });
      subscriptions.add(joined);
      return {
        async stop() {
          subscriptions.delete(joined);
          await joined.stop();
        },
      };
    },
    createTopics: (topics, partitions) =>
      admin.use((connected) => createMissing(connected, topics, { wire, partitions, replicationFactor })),
    lag: (group, topics) => admin.use((connected) => totalLag(connected, wire(group), topics.map(wire))),
    rewind: (group, topics, to) =>
      admin.use((connected) =>
        topics.length === 0
          ? Promise.resolve()
          : rewindGroup(kafka, connected, { groupId: wire(group), topics: topics.map(wire), to }),
      ),
    healthy: () => producer.healthy() && [...subscriptions].every((subscription) => subscription.healthy()),
    async close() {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      subscriptions.clear();
      await Promise.all([producer.close(), admin.close()]);
    },
  };
}

const openKafka = ({ brokers, clientId, log, signIn }: BrokerOptions): KafkaClient =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    ...(signIn && {
      ssl: { ca: [signIn.authority] },
      sasl: { mechanism: 'scram-sha-512', username: signIn.username, password: signIn.password },
    }),
    logLevel: logLevel.WARN,
    logCreator: toPino(log),
    connectionTimeout: 3000,
    requestTimeout: 10_000,
  });

/** Holds nothing that anybody needs: the broker dates what comes to it by its own clock. */
const CLOCK_TOPIC = 'parta.clock';

/** What time it is for the broker; rejects when it takes no messages. */
export async function timeOfBroker(options: BrokerOptions): Promise<Date> {
  const kafka = openKafka(options);
  const [admin, producer] = [kafka.admin({ retry: fewRetries }), kafka.producer({ retry: fewRetries })];
  const topic = `${options.topicPrefix}${CLOCK_TOPIC}`;
  try {
    await Promise.all([admin.connect(), producer.connect()]);
    const configEntries = Object.entries({ 'message.timestamp.type': 'LogAppendTime', 'retention.ms': '3600000' });
    const wanted = { topic, numPartitions: 1, configEntries: configEntries.map(([name, value]) => ({ name, value })) };
    if (!(await admin.listTopics()).includes(topic)) await createTopics(admin, [wanted]);
    const [sent] = await producer.send({ topic, acks: -1, messages: [{ value: null }] });
    return new Date(Number(sent?.logAppendTime));
  } finally {
    await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
  }
}

interface Membership {
  readonly subscription: BrokerSubscription;
  readonly topicPrefix: string;
  readonly sessionTimeoutMs: number;
  readonly events: MemberEvents;
}

function openMember(
  kafka: KafkaClient,
  { subscription, topicPrefix, sessionTimeoutMs, events }: Membership,
): GroupMember {
  const { group, topics, concurrency = 4, maxWaitMs = 1000 } = subscription;
  const consumer = kafka.consumer({
    groupId: `${topicPrefix}${group}`,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: Math.max(30_000, sessionTimeoutMs * 2),
    heartbeatInterval: Math.min(3000, Math.floor(sessionTimeoutMs / 4)),
    maxBytesPerPartition: 262_144,
    maxWaitTimeInMs: maxWaitMs,
    allowAutoTopicCreation: false,
    retry: { retries: 8, initialRetryTime: 200, maxRetryTime: 5000, restartOnFailure: async () => events.mayRestart() },
  });
  consumer.on(consumer.events.HEARTBEAT, events.alive);
  consumer.on(consumer.events.FETCH, events.alive);
  consumer.on(consumer.events.GROUP_JOIN, events.joined);
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    // Without a restart kafkajs leaves a live process that consumes nothing.
    if (!payload.restart) events.crashed(payload.error);
  });
  return {
    async connect() {
      await consumer.connect();
      await consumer.subscribe({ topics: topics.map((topic) => `${topicPrefix}${topic}`), fromBeginning: true });
    },
    disconnect: () => consumer.disconnect(),
    run: (eachBatch) =>
      consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: concurrency,
        eachBatch,
      }),
    commit: (offsets) => consumer.commitOffsets([...offsets]),
  };
}

/**
 * A connection that is made again after an error: an idempotent producer whose state the broker has lost never recovers by
 * itself. Retries stay few, since the relay holds a transaction meanwhile and tries again anyway.
 */
function restartable<T extends { disconnect(): Promise<void> }>(connect: () => Promise<T>) {
  let current: Promise<T> | undefined;
  let failed = false;
  return {
    healthy: () => !failed,
    async use<R>(work: (connection: T) => Promise<R>): Promise<R> {
      const mine = (current ??= connect());
      try {
        const result = await work(await mine);
        failed = false;
        return result;
      } catch (error) {
        failed = true;
        if (current === mine) current = undefined;
        void mine.then((connection) => connection.disconnect()).catch(() => undefined);
        throw error;
      }
    },
    async close() {
      const connection = await current?.catch(() => undefined);
      await connection?.disconnect();
    },
  };
}

const fewRetries = { retries: 3, initialRetryTime: 100, maxRetryTime: 1000 };

async function connectProducer(kafka: KafkaClient): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: fewRetries,
    // The sender has chosen: the partition follows from the root, not from the key.
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0,
  });
  return connected(producer);
}

const connectAdmin = async (kafka: KafkaClient): Promise<Admin> => connected(kafka.admin({ retry: fewRetries }));

async function connected<T extends { connect(): Promise<void>; disconnect(): Promise<void> }>(
  connection: T,
): Promise<T> {
  try {
    await connection.connect();
    return connection;
  } catch (error) {
    await connection.disconnect().catch(() => undefined);
    throw error;
  }
}

function byTopic(messages: readonly Message[], wire: (topic: string) => string) {
  return [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic: wire(topic),
    messages: ofTopic.map(({ partition, key, value, headers }) => ({ partition, key, value, headers: { ...headers } })),
  }));
}

/**
 * Sets what a group has handled back to a moment, as its only member for as long as one commit takes: the library's own way joins
 * the group anew for each topic and waits five seconds in each.
 */
async function rewindGroup(kafka: KafkaClient, admin: Admin, { groupId, topics, to }: Rewinding): Promise<void> {
  const { groups } = await admin.describeGroups([groupId]);
  if (groups.some(({ members }) => members.length > 0))
    throw new Error(`${groupId} still has members: stop the service, and wait until its session has ended`);
  const then = await Promise.all(
    topics.map(async (topic) => {
      const partitions = await admin.fetchTopicOffsetsByTimestamp(topic, to.getTime());
      return partitions.map(({ partition, offset }) => ({ topic, partition, offset }));
    }),
  );
  const member = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  try {
    await member.connect();
    await member.subscribe({ topics: [...topics], fromBeginning: true });
    const joined = Promise.withResolvers<void>();
    member.on(member.events.GROUP_JOIN, () => joined.resolve());
    member.on(member.events.CRASH, ({ payload }) => joined.reject(payload.error));
    await member.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: () => Promise.resolve() });
    await joined.promise;
    await member.commitOffsets(then.flat());
  } finally {
    await member.disconnect();
  }
}

interface Rewinding {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly to: Date;
}

/** What the library calls an error it mostly retries by itself; what does not heal reaches our own log by an exception. */
function toPino(log: Log): logCreator {
  return () =>
    ({ namespace, log: { message } }) =>
      log.debug({ kafka: namespace }, message);
}
