import { BaseConfig } from '@parta/chassis/config';
import type { Clock } from '@parta/chassis/clock';
import { toMessage } from '@parta/chassis/events/envelope';
import type { MessageBroker } from '@parta/chassis/events/message-broker';
import { buildClient, type Client } from '@parta/chassis/http/client';
import { type RunningService, type ServiceDefinition, startService } from '@parta/chassis/service';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import type { Contract } from '@parta/contracts/kernel/operation';
import { everyTopic, PARTITIONS } from '@parta/contracts/kernel/topics';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { memoryBroker } from './memory-broker.ts';
import { startTestIssuer, type TestActor, type TestIssuer } from './tokens.ts';

/** One service inside the test's own process, on a real database and Redis, with a broker in memory. */
export interface Component extends AsyncDisposable {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly broker: MessageBroker;
  readonly issuer: TestIssuer;
  /** What other services would have published; returns when the service has consumed it. */
  publish(events: readonly OutgoingEvent[]): Promise<void>;
  /** A typed client that acts as this person. */
  as<C extends Contract>(contract: C, actor?: TestActor): Client<C>;
}

interface ComponentOptions<Config extends BaseConfig> {
  readonly definition: ServiceDefinition<Config>;
  readonly migrations: URL;
  /** What the service reads from its environment beyond the base. */
  readonly config?: Omit<Config, keyof BaseConfig>;
  readonly clock?: Clock;
}

export async function startComponent<Config extends BaseConfig>(options: ComponentOptions<Config>): Promise<Component> {
  const { definition } = options;
  const [database, issuer] = await Promise.all([
    createTestDatabase(definition.name, options.migrations),
    startTestIssuer(),
  ]);
  const broker = memoryBroker();
  await broker.createTopics(everyTopic, PARTITIONS);
  const base = BaseConfig.parse({
    PORT: 0,
    DATABASE_URL: database.appUrl,
    RELAY_DATABASE_URL: database.relayUrl,
    REDIS_URL: process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379',
    KAFKA_BROKERS: 'none',
    IDENTITY_URL: issuer.identityUrl,
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    CHECK_ANSWERS: 'on',
  });
  // the base and what the service adds make the whole of its config
  const config = { ...base, ...options.config } as Config;
  const service = await startService(definition, config, { broker, ...(options.clock && { clock: options.clock }) });
  return {
    service,
    database,
    broker,
    issuer,
    publish: async (events) => {
      await broker.publish(events.map(messageOf));
      await service.settle();
    },
    as: (contract, actor) => buildClient(contract, { baseUrl: service.url, token: () => issuer.sign(actor) }),
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await broker.close();
      await Promise.all([issuer.stop(), database[Symbol.asyncDispose]()]);
    },
  };
}

/** An event as its owner's relay would put it on the wire. */
export function messageOf({ type, topic, subject, data }: OutgoingEvent): ReturnType<typeof toMessage> {
  return toMessage({
    ...subject,
    id: uuidV7(),
    type,
    topic,
    epoch: 1,
    at: new Date(),
    correlationId: 'test-correlation',
    payload: data === null ? null : JSON.stringify(data),
  });
}
