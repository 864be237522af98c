import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Program } from '../supervise/supervised-program.ts';
import { fetchKafkaJars, findJava } from './kafka-jars.ts';
import type { OwnServer } from './own-server.ts';
import { answers } from './probe-server.ts';

/** A single Apache Kafka node of our own (KRaft), from Maven's jars: ready after two seconds, 200 MB of memory. */
export async function ownKafka(
  server: OwnServer & { controllerPort: number; advertisedPort?: number | undefined },
): Promise<{ url: string; program: Program }> {
  const { folder, port, controllerPort, advertisedPort = port, log, progress } = server;
  const jars = await fetchKafkaJars(progress);
  const java = findJava() ?? 'java';
  const data = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, kafkaProperties({ data, port, controllerPort, advertisedPort }));
  const logging = join(folder, 'log4j.properties');
  writeFileSync(logging, quietLogging);

  if (!existsSync(join(data, 'meta.properties'))) {
    rmSync(data, { recursive: true, force: true });
    const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
    const format = ['kafka.tools.StorageTool', 'format', `--cluster-id=${id}`, '-c', properties];
    await promisify(execFile)(java, [...jvm(jars, logging), ...format]);
  }
  const url = `127.0.0.1:${port}`;
  const program: Program = {
    name: 'kafka',
    command: java,
    args: ['-Xms128m', '-Xmx384m', ...jvm(jars, logging), 'kafka.Kafka', properties],
    guard: 'TERM',
    graceMs: 10_000,
    ready: () => answers('kafka', url),
    log,
  };
  return { url, program };
}

const jvm = (jars: string, logging: string): string[] => [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  `-Dlog4j.configuration=file:${logging}`,
  '-cp',
  join(jars, '*'),
];

const quietLogging = `log4j.rootLogger=WARN, stdout
log4j.appender.stdout=org.apache.log4j.ConsoleAppender
log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
log4j.appender.stdout.layout.ConversionPattern=%d %p %m (%c)%n
`;

/** One node that is broker and controller at once; topics are made by us alone, and a lone node keeps one copy of everything. */
export function kafkaProperties(node: {
  data: string;
  port: number;
  controllerPort: number;
  /** Where clients are sent: a fault proxy, say. */
  advertisedPort: number;
}): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${node.controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.advertisedPort}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': node.data,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    // a killed node may register again only when its session is over: nine seconds if nobody says less
    'broker.session.timeout.ms': 5000,
    'broker.heartbeat.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 8_388_608,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
