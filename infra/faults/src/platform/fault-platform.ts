import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf, withoutRates, type BenchPlatform } from '@parta/bench/platform/bench-platform';
import { connectBroker } from '@parta/chassis/events/broker';
import type { MessageBroker } from '@parta/chassis/events/message-broker';
import { buildLog } from '@parta/chassis/log';
import { type Platform, startPlatform } from '@parta/local/platform';
import { type Servers, startServers } from '@parta/local/servers';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { seededBug, type SeededBug } from '../seeded/seeded-bug.ts';

export interface FaultPlatform extends AsyncDisposable {
  readonly platform: Platform;
  readonly servers: Servers;
  readonly proxies: Readonly<Record<'postgres' | 'redis' | 'kafka' | 'gateway', FaultProxy>>;
  readonly broker: MessageBroker;
  readonly token: BenchPlatform['token'];
  /** The gateway behind its proxy. */
  readonly url: string;
  /** Shifts the clock of a service's processes, by milliseconds. */
  readonly clock: (service: string, shiftMs: number) => void;
  /** Plants a bug into the processes that start from now on; none takes it out. */
  readonly plant: (bug: SeededBug | undefined) => void;
  /** What the processes said. */
  readonly lines: readonly string[];
}

/** A platform of its own whose every way to a server leads through a fault proxy. */
export async function startFaultPlatform(replicas: Readonly<Record<string, number>>): Promise<FaultPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'parta-faults-'));
  await using made = new AsyncDisposableStack();
  made.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const proxy = async (): Promise<FaultProxy> => made.use(await startFaultProxy());
  const proxies = { postgres: await proxy(), redis: await proxy(), kafka: await proxy(), gateway: await proxy() };
  const servers = await startServers({
    folder: join(folder, 'servers'),
    log: () => undefined,
    // killed servers must keep what they have said they keep
    durable: true,
    own: true,
    kafkaAdvertisedPort: proxies.kafka.port,
  });
  made.defer(() => servers.stop());
  const through = (name: 'postgres' | 'redis' | 'kafka', url: string): string => {
    const target = url.includes('://') ? new URL(url).host : url;
    proxies[name].target = target;
    return url.replace(target, `127.0.0.1:${proxies[name].port}`);
  };
  const proxied = {
    postgresUrl: through('postgres', servers.postgresUrl),
    redisUrl: through('redis', servers.redisUrl),
    kafkaBrokers: through('kafka', servers.kafkaBrokers),
  };
  const prefix = `parta_faults_${randomBytes(3).toString('hex')}`;
  const topicPrefix = `${prefix}.`;
  const bug = seededBug(folder);
  const lines: string[] = [];
  const platform = await startPlatform({
    ...{ servers: proxied, prefix, topicPrefix, folder, replicas, logLevel: 'warn' },
    variables: { ...withoutRates, ...bug.variables },
    log: (line) => void lines.push(line),
  });
  made.defer(() => platform.stop());
  proxies.gateway.target = new URL(platform.url).host;
  const log = buildLog('faults', 'silent');
  const brokers = servers.kafkaBrokers.split(',');
  const broker = connectBroker({ brokers, clientId: 'faults', topicPrefix, log });
  made.defer(() => broker.close());
  const owned = made.move();
  return {
    ...{ platform, servers, proxies, broker, lines, clock: bug.clock, plant: bug.plant },
    token: await signerOf(folder),
    url: `http://127.0.0.1:${proxies.gateway.port}`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
