import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '@parta/chassis/db/migrate';
import { type BrokerSignIn, connectBroker } from '@parta/chassis/events/broker';
import { buildLog } from '@parta/chassis/log';
import { everyTopic, PARTITIONS } from '@parta/contracts/kernel/topics';
import { createDatabases, databaseOf, databaseUrl } from './databases.ts';

export interface DataOptions {
  readonly repository: string;
  readonly services: readonly string[];
  readonly postgresUrl: string;
  readonly kafkaBrokers: string;
  readonly kafkaSignIn?: BrokerSignIn | undefined;
  readonly prefix: string;
  readonly topicPrefix: string;
}

/** Databases, their tables and the topics; answers the services whose database is new. */
export async function prepareData(options: DataOptions): Promise<readonly string[]> {
  const [created] = await Promise.all([prepareDatabases(options), prepareTopics(options)]);
  return created;
}

async function prepareDatabases({ repository, services, postgresUrl, prefix }: DataOptions): Promise<string[]> {
  const created = await createDatabases(postgresUrl, prefix, services);
  const migrations = services.map(async (service) => {
    const folder = join(repository, 'services', service, 'migrations/');
    if (!existsSync(folder)) return;
    const owner = databaseUrl(postgresUrl, databaseOf(prefix, service), `${service}_owner`);
    await migrate(owner, pathToFileURL(folder));
  });
  await Promise.all(migrations);
  return created;
}

async function prepareTopics({ kafkaBrokers, kafkaSignIn: signIn, topicPrefix }: DataOptions): Promise<void> {
  const brokers = kafkaBrokers.split(',');
  const log = buildLog('local', 'fatal');
  const broker = connectBroker({ brokers, clientId: 'parta-local', topicPrefix, log, signIn });
  try {
    await broker.createTopics(everyTopic, PARTITIONS);
  } finally {
    await broker.close();
  }
}
