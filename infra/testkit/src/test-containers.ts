import { setTimeout as delay } from 'node:timers/promises';
import { clonePrefix } from '@parta/local/repository-folder';
import { type Containers, images, type StartedContainer, urlOf } from '@parta/local/servers/docker-engine';
import { answers } from '@parta/local/servers/probe-server';
import type { ServerName } from '@parta/local/servers/server-name';
import { spawnSync } from 'node:child_process';
import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import { PATIENCE_MS } from './eventually.ts';

const RUN = `${clonePrefix}.test-run`;
/** Inside the container, for a broker that talks to itself; clients come through the published port. */
const INSIDE = 'INSIDE://:9093';

/** Containers of one test run: data in memory, gone with the run. A killed run's are removed by the next (`removeLeftContainers`). */
export const testContainers: Containers = async ({ names, ports, log }) => {
  // its reaper is one more image to pull, and on a closed network there is none; the sweep does the same
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  const started = await Promise.all(
    names.map(async (name): Promise<[ServerName, StartedContainer]> => {
      const port = await ports.take(name);
      const container = await makers[name](port)
        .withLabels({ [RUN]: String(process.pid) })
        .withLogConsumer((stream) => stream.on('data', (line: Buffer) => log(line.toString().trimEnd())))
        .start();
      const url = urlOf[name](port);
      await answering(name, url, container);
      return [name, { url, stop: async () => void (await container.stop({ removeVolumes: true })) }];
    }),
  );
  return new Map(started);
};

const makers: Record<ServerName, (port: number) => GenericContainer> = {
  postgres: (port) =>
    new GenericContainer(images.postgres)
      .withEnvironment({ POSTGRES_USER: 'postgres', POSTGRES_PASSWORD: 'postgres' })
      .withCommand(['postgres', '-c', 'max_connections=300', '-c', 'fsync=off', '-c', 'full_page_writes=off'])
      .withTmpFs({ '/var/lib/postgresql/data': 'rw' })
      .withExposedPorts({ container: 5432, host: port }),
  redis: (port) => new GenericContainer(images.redis).withExposedPorts({ container: 6379, host: port }),
  kafka: (port) =>
    new GenericContainer(images.kafka)
      .withEnvironment({
        CLUSTER_ID: 'cGFydGEtbG9jYWwta2Fma2',
        KAFKA_NODE_ID: '1',
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9094',
        KAFKA_LISTENERS: `PLAINTEXT://:9092,${INSIDE},CONTROLLER://:9094`,
        // what a client is told must be where it can come: hence a port that is known before
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port},INSIDE://localhost:9093`,
        KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
        KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_HEAP_OPTS: '-Xms128m -Xmx384m',
      })
      .withExposedPorts({ container: 9092, host: port }),
};

/** An open port is too early for Postgres, which starts twice the first time. */
async function answering(name: ServerName, url: string, container: StartedTestContainer): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await answers(name, url))) {
    if (Date.now() > until) {
      await container.stop();
      throw new Error(`the container of ${name} does not answer at ${url}`);
    }
    await delay(50);
  }
}

/** Removes the containers of runs that were killed. */
export function removeLeftContainers(isAlive: (pid: number) => boolean): void {
  const listed = spawnSync('docker', [
    'ps',
    '-a',
    '--filter',
    `label=${RUN}`,
    '--format',
    `{{.ID}} {{.Label "${RUN}"}}`,
  ]);
  for (const line of listed.stdout.toString().split('\n')) {
    const [id = '', pid] = line.split(' ');
    if (id !== '' && !isAlive(Number(pid))) spawnSync('docker', ['rm', '-f', '-v', id]);
  }
}
