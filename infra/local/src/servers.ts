import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FreePorts } from './free-ports.ts';
import { type Containers, composedServers, engineAnswers, findCompose, hasImages } from './servers/docker-engine.ts';
import { findJava, findMaven, hasKafkaJars } from './servers/kafka-jars.ts';
import { type NeededProgram, tellMissing } from './servers/missing-program.ts';
import { ownKafka } from './servers/own-kafka.ts';
import { findPostgres, ownPostgres } from './servers/own-postgres.ts';
import { findRedis, ownRedis } from './servers/own-redis.ts';
import { failureOf } from './servers/probe-server.ts';
import { type Progress, type ServerKind, type ServerName, serverNames } from './servers/server-name.ts';
import { type Program, SupervisedProgram } from './supervise/supervised-program.ts';

export interface ServerOptions {
  /** Where data, logs and remembered ports are kept. */
  readonly folder: string;
  readonly log: Progress;
  readonly need?: readonly ServerName[];
  /** False for tests: data need not survive a power cut. */
  readonly durable?: boolean;
  /** Processes of our own, whatever the environment names and the machine has: for whoever takes servers away. */
  readonly own?: boolean;
  /** How servers come out of a Docker engine; by compose unless told. */
  readonly containers?: Containers;
  /** Where a Kafka of our own sends its clients, if not to its own port: a proxy, say. */
  readonly kafkaAdvertisedPort?: number;
}

/** The three servers; an address is empty when that server was not needed. */
export interface Servers {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** `host:port`, several by commas. */
  readonly kafkaBrokers: string;
  readonly kinds: Readonly<Partial<Record<ServerName, ServerKind>>>;
  /** The supervised program of a server of our own, so that fault tests can take it away. */
  readonly programs: Readonly<Partial<Record<ServerName, SupervisedProgram>>>;
  stop(): Promise<void>;
}

type Start = { url: string; kind: ServerKind; program?: Program; stop?: () => Promise<void> };

/** Brings up Postgres, Redis and Kafka: each that the environment names is used as it is, the others come from a Docker engine that can have the images, else as processes of our own. */
export async function startServers(options: ServerOptions): Promise<Servers> {
  const { folder, need = serverNames, own = false } = options;
  mkdirSync(folder, { recursive: true });
  const given = own ? new Map<ServerName, Start>() : givenServers(need);
  for (const [name, { url }] of given) await expectAnswer(name, url);
  const rest = need.filter((name) => !given.has(name));
  const made = rest.length === 0 ? new Map<ServerName, Start>() : await prepare(rest, options);

  const starts = new Map([...given, ...made]);
  const supervised = new Map<Program, SupervisedProgram>();
  const programs: Partial<Record<ServerName, SupervisedProgram>> = {};
  for (const [name, { program }] of starts) {
    if (!program) continue;
    const known = supervised.get(program) ?? new SupervisedProgram(program);
    supervised.set(program, known);
    programs[name] = known;
  }
  const stop = async (): Promise<void> => {
    await Promise.all([
      ...[...supervised.values()].map((program) => program.stop()),
      ...[...starts.values()].map((start) => start.stop?.()),
    ]);
  };
  try {
    await Promise.all([...supervised.values()].map((program) => program.start()));
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n(logs: ${folder}/*.log)`, {
      cause: error,
    });
  }
  const url = (name: ServerName): string => starts.get(name)?.url ?? '';
  return {
    postgresUrl: url('postgres'),
    redisUrl: url('redis'),
    kafkaBrokers: url('kafka'),
    kinds: Object.fromEntries([...starts].map(([name, { kind }]) => [name, kind])),
    programs,
    stop,
  };
}

const variables = { postgres: 'POSTGRES_URL', redis: 'REDIS_URL', kafka: 'KAFKA_BROKERS' } as const;

function givenServers(need: readonly ServerName[]): Map<ServerName, Start> {
  const given = need.flatMap((name): [ServerName, Start][] => {
    const url = process.env[variables[name]];
    return url ? [[name, { url, kind: 'given' }]] : [];
  });
  return new Map(given);
}

async function expectAnswer(name: ServerName, url: string): Promise<void> {
  const failure = await failureOf(name, url);
  if (failure !== undefined) throw new Error(`${variables[name]} names a server that does not answer: ${failure}`);
}

async function prepare(names: readonly ServerName[], options: ServerOptions): Promise<Map<ServerName, Start>> {
  const { folder, log, durable = true, own: ownOnly = false, kafkaAdvertisedPort: advertisedPort } = options;
  const ports = new FreePorts(folder);
  const containers = ownOnly ? undefined : (options.containers ?? byCompose());
  if (containers && engineAnswers() && (await hasImages(names, log))) {
    const started = await containers({ names, folder, ports, log: logTo(folder, 'docker') });
    return new Map([...started].map(([name, start]) => [name, { ...start, kind: 'docker' }]));
  }
  const missing = missingPrograms(names);
  if (missing.length > 0) throw new Error(tellMissing(missing));
  const ownPorts = new Map<string, number>();
  for (const name of [...names, 'kafka-controller']) ownPorts.set(name, await ports.take(name));
  const port = (name: string): number => ownPorts.get(name) ?? 0;
  const started = names.map(async (name): Promise<[ServerName, Start]> => {
    const own = { folder: join(folder, name), port: port(name), durable, log: logTo(folder, name), progress: log };
    const makers = {
      postgres: () => ownPostgres(own),
      redis: () => ownRedis(own),
      kafka: () => ownKafka({ ...own, advertisedPort, controllerPort: port('kafka-controller') }),
    };
    return [name, { ...(await makers[name]()), kind: 'own' }];
  });
  return new Map(await Promise.all(started));
}

function byCompose(): Containers | undefined {
  const compose = findCompose();
  return compose && composedServers(compose);
}

function missingPrograms(names: readonly ServerName[]): NeededProgram[] {
  const missing: NeededProgram[] = [];
  if (names.includes('postgres') && !findPostgres()) missing.push('postgres');
  if (names.includes('redis') && !findRedis()) missing.push('redis-server');
  if (names.includes('kafka') && !findJava()) missing.push('java');
  if (names.includes('kafka') && !hasKafkaJars() && !findMaven()) missing.push('mvn');
  return missing;
}

/** What the servers say goes to files: only their failures matter to whoever starts the platform. */
function logTo(folder: string, name: string): (line: string) => void {
  const stream = createWriteStream(join(folder, `${name}.log`), { flags: 'w' });
  return (line) => stream.write(`${line}\n`);
}
