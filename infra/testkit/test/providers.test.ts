import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connectBroker } from '@parta/chassis/events/broker';
import { buildLog } from '@parta/chassis/log';
import { composedServers, engineAnswers, findCompose, removeComposed } from '@parta/local/servers/docker-engine';
import { answers } from '@parta/local/servers/probe-server';
import type { ServerKind } from '@parta/local/servers/server-name';
import { type ServerOptions, type Servers, startServers } from '@parta/local/servers';
import pg from 'pg';
import { testContainers } from '../src/test-containers.ts';

const variables = ['POSTGRES_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const;
const hasEngine = engineAnswers();
const compose = findCompose();
const log = buildLog('providers', 'silent');

/** Each way that this machine has; a machine without an engine has to fall back to processes of its own. */
const ways: readonly { name: string; options: Pick<ServerOptions, 'own' | 'containers'>; kind: ServerKind }[] = [
  { name: 'processes of our own, though others could be had', options: { own: true }, kind: 'own' },
  {
    name: hasEngine ? 'containers of a test run' : 'processes of our own where no engine answers',
    options: { containers: testContainers },
    kind: hasEngine ? 'docker' : 'own',
  },
  ...(compose ? [{ name: 'compose', options: { containers: composedServers(compose) }, kind: 'docker' as const }] : []),
];

describe('servers', () => {
  let folder: string;
  afterEach(async () => {
    for (const name of variables) delete process.env[name];
    if (compose) removeComposed(folder);
    await rm(folder, { recursive: true, force: true });
  });

  async function start(options: Partial<ServerOptions>): Promise<Servers> {
    folder = await mkdtemp(join(tmpdir(), 'parta-providers-'));
    return startServers({ folder, log: () => undefined, durable: false, ...options });
  }

  async function expectThatTheyServe({ postgresUrl, redisUrl, kafkaBrokers }: Servers): Promise<void> {
    const client = new pg.Client({ connectionString: postgresUrl });
    await client.connect();
    const { rows } = await client.query<{ level: string }>('show max_connections');
    expect(rows).toEqual([{ max_connections: '300' }]);
    await client.query('create role providers_probe');
    await client.query('drop role providers_probe');
    await client.end();

    expect(await answers('redis', redisUrl)).toBe(true);

    const options = { brokers: kafkaBrokers.split(','), clientId: 'providers', topicPrefix: `p${Date.now()}.`, log };
    const broker = connectBroker(options);
    await broker.createTopics([{ name: 'probe', cleanup: 'delete', retentionMs: undefined }], 2);
    await broker.publish([{ topic: 'probe', partition: 1, key: 'k', value: 'v', headers: {} }]);
    expect(await broker.lag('nobody', ['probe'])).toBe(1);
    await broker.close();
  }

  it.each(ways)('come as $name, serve, and leave nothing behind', async ({ options, kind }) => {
    const servers = await start(options);
    try {
      expect(servers.kinds).toEqual({ postgres: kind, redis: kind, kafka: kind });
      await expectThatTheyServe(servers);
    } finally {
      await servers.stop();
    }
    expect(await answers('postgres', servers.postgresUrl)).toBe(false);
    expect(await answers('kafka', servers.kafkaBrokers)).toBe(false);
  });

  it('that the environment names are used as they are, and only the rest is brought', async () => {
    const others = await start({ own: true, need: ['redis'] });
    process.env['REDIS_URL'] = others.redisUrl;
    const mixed = await start({ containers: testContainers, need: ['redis', 'postgres'] });
    expect(mixed.kinds).toEqual({ redis: 'given', postgres: hasEngine ? 'docker' : 'own' });
    expect(mixed.redisUrl).toBe(others.redisUrl);
    await mixed.stop();
    expect(await answers('redis', others.redisUrl)).toBe(true);
    await others.stop();
  });

  it('that are named and do not answer are told by their variable', async () => {
    process.env['KAFKA_BROKERS'] = '127.0.0.1:1';
    await expect(start({})).rejects.toThrow('KAFKA_BROKERS names a server that does not answer');
  });
});
