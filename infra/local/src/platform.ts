import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atATime } from './at-a-time.ts';
import { FreePorts } from './free-ports.ts';
import { databaseOf, databaseUrl, type DatabaseRole } from './platform/databases.ts';
import { findChromium } from './platform/find-chromium.ts';
import { prepareData } from './platform/prepare-data.ts';
import { type Replica, replicaOf } from './platform/replicas.ts';
import { keepSecrets } from './platform/secrets.ts';
import { gatewayEnvironment, type PlatformSettings, serviceEnvironment } from './platform/service-environment.ts';
import { keepEnvironments } from './platform/service-environment-file.ts';
import { serviceNames } from './platform/service-folders.ts';
import { repositoryFolder } from './repository-folder.ts';
import type { Servers } from './servers.ts';

export interface PlatformOptions {
  readonly servers: Pick<Servers, 'postgresUrl' | 'redisUrl' | 'kafkaBrokers'>;
  /** First part of the databases' names. */
  readonly prefix: string;
  /** First part of topics and consumer groups; by default the databases' prefix and a dot. */
  readonly topicPrefix?: string;
  /** Processes of a service where one is not enough, e.g. `{ journal: 3 }`. */
  readonly replicas?: Readonly<Record<string, number>>;
  /** Where ports and secrets are remembered. */
  readonly folder: string;
  /** Every line that a process says, with its name before it. */
  readonly log?: (line: string) => void;
  readonly progress?: (step: string) => void;
  /** Called when a process has a new id. */
  readonly onChange?: () => void;
  readonly logLevel?: string;
  readonly gatewayPort?: number;
  /** For every process, over what the platform itself gives them. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whose services and gateway run; this repository's unless the supervisor itself is tested. */
  readonly repository?: string;
}

export interface Platform extends AsyncDisposable {
  /** The gateway's address. */
  readonly url: string;
  /** What runs now, the gateway too: ids change when a process is restarted. */
  readonly services: Readonly<Record<string, readonly { pid: number | undefined; url: string }[]>>;
  /** Who may sign in to an empty platform. */
  readonly bootstrap: { readonly login: string; readonly password: string };
  /** True when the databases were made by this start. */
  readonly isNew: boolean;
  databaseUrl(service: string, role: DatabaseRole): string;
  /** Asks the program of a service for a command, as an operator does while it runs; answers what it said. */
  command(service: string, args: readonly string[]): Promise<string>;
  /** As a crash would: the process is started again. */
  kill(service: string, index: number, signal: NodeJS.Signals): void;
  /** Ends one process and leaves it down until `startReplica`. */
  stopReplica(service: string, index: number): Promise<void>;
  startReplica(service: string, index: number): Promise<void>;
  /** Waits until the process is ready, e.g. after `kill`. */
  whenReady(service: string, index: number): Promise<void>;
  stop(): Promise<void>;
}

const bootstrapLogin = 'admin';
const run = promisify(execFile);

/** Databases, topics, every service and the gateway, on servers that already run. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { servers, prefix, replicas = {}, folder, progress = () => undefined } = options;
  const repository = options.repository ?? repositoryFolder;
  const topicPrefix = options.topicPrefix ?? `${prefix}.`;
  const services = serviceNames(repository);
  const secrets = keepSecrets(folder);

  progress('databases and topics');
  const created = await prepareData({ ...servers, repository, services, prefix, topicPrefix });

  const upstreams = await addressesOf(services, replicas, folder);
  const port = options.gatewayPort ?? (await new FreePorts(folder).take('gateway'));
  const settings: PlatformSettings = {
    ...servers,
    prefix,
    topicPrefix,
    secrets,
    bootstrapLogin,
    upstreams,
    gatewayUrl: `http://127.0.0.1:${port}`,
    uiFolder: join(repository, 'gateway/ui/dist'),
    logLevel: options.logLevel ?? 'info',
    chromiumPath: findChromium(),
  };
  const environments = services.map((name) => [name, serviceEnvironment(settings, name, upstreams[name]?.[0] ?? '')]);
  keepEnvironments(folder, Object.fromEntries(environments) as Record<string, Record<string, string>>);
  const running = buildReplicas(options, settings, repository);
  const platform = platformOf(running, { settings, repository, isNew: created.length === services.length });
  try {
    // identity first, whose keys everybody asks for
    const order = ['identity', ...services.filter((name) => name !== 'identity'), 'gateway'];
    progress(order.join(', '));
    // a start is a second of one core: all at once, each would take as long as all of them and tire of waiting for a connection
    const all = order.flatMap((name) => running[name] ?? []);
    await atATime(availableParallelism() + 1, all, ({ program }) => program.start());
  } catch (error) {
    await platform.stop();
    throw error;
  }
  return platform;
}

async function addressesOf(
  services: readonly string[],
  replicas: Readonly<Record<string, number>>,
  folder: string,
): Promise<Record<string, string[]>> {
  const ports = new FreePorts(folder);
  // the gateway's comes first: it is the number that people see and keep
  await ports.take('gateway');
  const addresses: Record<string, string[]> = {};
  for (const service of services) {
    const urls: string[] = [];
    for (let index = 0; index < (replicas[service] ?? 1); index++) {
      urls.push(`http://127.0.0.1:${await ports.take(labelOf(service, index))}`);
    }
    addresses[service] = urls;
  }
  return addresses;
}

const labelOf = (service: string, index: number): string => (index === 0 ? service : `${service}-${index + 1}`);

type Running = Readonly<Record<string, readonly Replica[]>>;

function buildReplicas(options: PlatformOptions, settings: PlatformSettings, repository: string): Running {
  const common = {
    cwd: repository,
    log: options.log ?? (() => undefined),
    onStart: () => options.onChange?.(),
  };
  const main = (folder: string): string => join(repository, folder, 'src/main.ts');
  const services = Object.entries(settings.upstreams).map(([service, urls]): [string, Replica[]] => {
    const all = urls.map((url, index) => {
      const env = { ...serviceEnvironment(settings, service, url), ...options.variables };
      return replicaOf({ ...common, label: labelOf(service, index), main: main(`services/${service}`), url, env });
    });
    return [service, all];
  });
  const url = settings.gatewayUrl;
  const env = { ...gatewayEnvironment(settings), ...options.variables };
  const gateway = replicaOf({ ...common, label: 'gateway', main: main('gateway'), url, env });
  return { ...Object.fromEntries(services), gateway: [gateway] };
}

interface Started {
  readonly settings: PlatformSettings;
  readonly repository: string;
  readonly isNew: boolean;
}

function platformOf(running: Running, { settings, repository, isNew }: Started): Platform {
  const find = (service: string, index: number): Replica => {
    const replica = running[service]?.[index];
    if (!replica) throw new Error(`no process ${index} of ${service}`);
    return replica;
  };
  const stop = async (): Promise<void> => {
    const { gateway = [], ...services } = running;
    await Promise.all(gateway.map(({ program }) => program.stop()));
    await Promise.all(Object.values(services).flatMap((all) => all.map(({ program }) => program.stop())));
  };
  return {
    url: settings.gatewayUrl,
    get services() {
      const shown = (all: readonly Replica[]) => all.map(({ url, program }) => ({ pid: program.pid, url }));
      return Object.fromEntries(Object.entries(running).map(([name, all]) => [name, shown(all)]));
    },
    bootstrap: { login: settings.bootstrapLogin, password: settings.secrets.bootstrapPassword },
    isNew,
    databaseUrl: (service, role) =>
      databaseUrl(settings.postgresUrl, databaseOf(settings.prefix, service), `${service}_${role}`),
    command: async (service, args) => {
      const main = join(repository, 'services', service, 'src/main.ts');
      const env = { ...process.env, ...serviceEnvironment(settings, service, 'http://127.0.0.1:0') };
      const { stdout } = await run(process.execPath, [main, ...args], { cwd: repository, env });
      return stdout;
    },
    kill: (service, index, signal) => find(service, index).program.kill(signal),
    stopReplica: (service, index) => find(service, index).program.stop(),
    startReplica: (service, index) => find(service, index).program.start(),
    whenReady: (service, index) => find(service, index).program.whenReady(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
