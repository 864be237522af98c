import type { Express, Request } from 'express';
import type { Knex } from 'knex';
import type { Actor } from './auth/actor.ts';
import { remoteKeys } from './auth/remote-keys.ts';
import { followRevocations } from './auth/revocation-feed.ts';
import { buildVerifyToken, type KeySource, type VerifyToken } from './auth/verify-token.ts';
import { type Clock, systemClock } from './clock.ts';
import { type BaseConfig, brokerSignIn } from './config.ts';
import { connectDatabase } from './db/database.ts';
import {
  buildInTenant,
  buildReadInTenant,
  buildSaveInTenant,
  type InTenant,
  type ReadInTenant,
  type SaveInTenant,
} from './db/tenant.ts';
import { keepPlumbingSmall } from './db/upkeep.ts';
import { DomainError } from './errors.ts';
import { connectBroker } from './events/broker.ts';
import { startConsumer, type Subscription } from './events/consumer.ts';
import type { MessageBroker } from './events/message-broker.ts';
import { startRelay } from './events/relay.ts';
import type { Source } from './events/resync.ts';
import { Admission } from './http/admission.ts';
import { closeStreams } from './http/event-stream.ts';
import { mount, type Routes } from './http/mount.ts';
import { buildHttpApp, listen, stopListening } from './http/server.ts';
import { buildLog, type Log } from './log.ts';
import { buildMetrics, type Metrics } from './metrics.ts';
import { consumerFigures, relayFigures, tellLag } from './metrics/event-figures.ts';
import { tellPlumbing } from './metrics/plumbing-figures.ts';
import { tellPool } from './metrics/pool-figures.ts';
import { tellProcess } from './metrics/process-figures.ts';
import { connectRedis, type RedisPort } from './redis.ts';
import { startTracing } from './tracing/start-tracing.ts';

/** What a service's composition root builds on. */
export interface Platform {
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** As `<service>_app`, without a scope: only for lookup and plumbing tables. */
  readonly db: Knex;
  readonly inTenant: InTenant;
  readonly readInTenant: ReadInTenant;
  readonly saveInTenant: SaveInTenant;
  readonly redis: RedisPort;
}

/** What `app.ts` answers. */
export interface ServiceParts {
  readonly routes: readonly Routes[];
  /** Handlers of other services' events, made by `on(eventVersion, handler)`. */
  readonly subscriptions: readonly Subscription[];
  /** Routes that are no operations: key set, revocations. */
  readonly plain?: (app: Express) => void;
  /** Where keys come from, if not from identity over HTTP; identity knows its own. */
  readonly keys?: KeySource;
  /** Further reasons not to be ready. */
  readonly notReady?: () => readonly string[];
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

export interface ServiceDefinition<Config extends BaseConfig> {
  readonly name: string;
  /** The streams that the service owns and can publish again. */
  readonly sources?: {
    /** Everybody whose data the service holds; asked as the owner of the tables. */
    institutions(owner: Knex): Promise<readonly string[]>;
    readonly streams: readonly Source[];
    /** What else the owner of the tables does after a restore; answers how many things were mended. */
    restored?(owner: Knex): Promise<number>;
  };
  build(platform: Platform, config: Config): ServiceParts | Promise<ServiceParts>;
}

/** Doubles that a component test puts in. */
export interface Doubles {
  readonly clock?: Clock;
  readonly broker?: MessageBroker;
}

export interface RunningService extends AsyncDisposable {
  readonly url: string;
  /** Everything committed here is published, and everything published is consumed here. For tests. */
  settle(): Promise<void>;
}

/** Of the pool: what is read often has connections of its own, so that however much is read, who writes finds one. */
const READS_SHARE = 0.4;

/** Connections and ports of one service, before anything is served. */
export function openPlatform(name: string, config: BaseConfig, doubles: Doubles = {}) {
  const log = buildLog(name, config.LOG_LEVEL);
  const metrics = buildMetrics(name);
  const clock = doubles.clock ?? systemClock;
  const reading = Math.max(1, Math.floor(config.DATABASE_POOL * READS_SHARE));
  const db = connectDatabase(config.DATABASE_URL, { max: config.DATABASE_POOL - reading, name });
  const readDb = connectDatabase(config.DATABASE_URL, { max: reading, name: `${name}-reads`, readOnly: true });
  const relayDb = connectDatabase(config.RELAY_DATABASE_URL, { max: 2, name: `${name}-relay` });
  const redis = connectRedis(config.REDIS_URL, log);
  const broker = doubles.broker ?? connectBroker(brokerOptions(name, config, log));
  const relay = startRelay({ db: relayDb, broker, log, metrics: relayFigures(metrics) });
  const committed = { afterCommit: () => relay.wake() };
  const [inTenant, saveInTenant] = [buildInTenant(db, committed), buildSaveInTenant(db, committed)];
  tellProcess(metrics);
  tellPool(metrics, { main: db, reads: readDb });
  const oldestAgeMs = (): Promise<number> => relay.oldestAgeMs();
  const brokerUp = (): boolean => broker.healthy();
  tellPlumbing(metrics, { db, relayDb, clock, oldestAgeMs, redisUp: redis.up, brokerUp });
  const readInTenant = buildReadInTenant(readDb);
  const platform: Platform = { log, clock, metrics, db, inTenant, readInTenant, saveInTenant, redis };
  const close = async (): Promise<void> => {
    await relay.stop();
    if (!doubles.broker) await broker.close();
    await Promise.all([redis.close(), db.destroy(), readDb.destroy(), relayDb.destroy()]);
  };
  return { platform, broker, relay, close };
}

/** Starts one service: database, Redis, HTTP, then relay and consumers, which may connect later without harm. */
export async function startService<Config extends BaseConfig>(
  definition: ServiceDefinition<Config>,
  config: Config,
  doubles: Doubles = {},
): Promise<RunningService> {
  const { name } = definition;
  const { platform, broker, relay, close } = openPlatform(name, config, doubles);
  const { log, metrics, db, redis, clock, inTenant, saveInTenant } = platform;
  const tracing = await startTracing(name, config, platform);
  const parts = await definition.build(platform, config);
  const revocations = followRevocations(config.IDENTITY_URL, redis, log);
  const verify = buildVerifyToken(parts.keys ?? remoteKeys(config.IDENTITY_URL), revocations, clock);
  const stopping = new AbortController();
  const checkAnswers = config.CHECK_ANSWERS === 'on';
  const app = buildServiceApp(name, { platform, parts, verify, stopping: stopping.signal, checkAnswers });
  await db.raw('select 1');
  const listening = await listen(app, config.HOST, config.PORT);
  const { subscriptions } = parts;
  const figures = consumerFigures(metrics);
  const group = groupOf(name, config);
  const consuming = { service: name, group, subscriptions, inTenant, saveInTenant, broker, log, figures };
  const consumers =
    subscriptions.length === 0 ? [] : [false, true].map((backfill) => startConsumer({ ...consuming, backfill }));
  tellLag(metrics, broker, consumers);
  const upkeep = keepPlumbingSmall(db, log);
  await parts.start?.();
  log.info({ port: listening.port }, 'ready');

  return {
    url: listening.url,
    settle: async () => {
      await relay.drain();
      await Promise.all(consumers.map((consumer) => consumer.caughtUp()));
    },
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      closeStreams();
      await stopListening(listening);
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      upkeep.stop();
      await parts.stop?.();
      revocations.stop();
      await close();
      await tracing.stop();
    },
  };
}

interface AppParts {
  readonly platform: Platform;
  readonly parts: ServiceParts;
  readonly verify: VerifyToken;
  readonly stopping: AbortSignal;
  readonly checkAnswers: boolean;
}

function buildServiceApp(
  service: string,
  { platform: { log, metrics }, parts, verify, stopping, checkAnswers }: AppParts,
): Express {
  const authenticate = async (request: Request): Promise<Actor> => verify(bearerOf(request));
  const admission = new Admission();
  return buildHttpApp({
    service,
    log,
    metrics,
    notReady: () => [...(stopping.aborted ? ['stopping'] : []), ...(parts.notReady?.() ?? [])],
    routes: (express) => {
      parts.plain?.(express);
      for (const routes of parts.routes) express.use(mount(routes, { admission, authenticate, checkAnswers }));
    },
  });
}

/** One group for all that a service consumes; also the name under which it remembers messages. */
export const groupOf = (name: string, config: BaseConfig): string => `${config.TOPIC_PREFIX}${name}`;

function brokerOptions(name: string, config: BaseConfig, log: Log): Parameters<typeof connectBroker>[0] {
  return {
    brokers: config.KAFKA_BROKERS,
    signIn: brokerSignIn(config),
    clientId: name,
    topicPrefix: config.TOPIC_PREFIX,
    log,
    sessionTimeoutMs: config.CONSUMER_SESSION_MS,
    // without a restart kafkajs leaves a live process that consumes nothing; the supervisor starts a better one
    onCrash: (error) => {
      log.fatal({ err: error }, 'consumer ended for good');
      process.exit(1);
    },
  };
}

function bearerOf(request: Request): string {
  const header = request.header('authorization') ?? '';
  if (!header.startsWith('Bearer ')) throw new DomainError('unauthenticated', 'unauthenticated');
  return header.slice(7);
}
