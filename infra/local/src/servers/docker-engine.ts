import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type FreePorts, firstPortOf } from '../free-ports.ts';
import { clonePrefix, repositoryFolder } from '../repository-folder.ts';
import type { Program } from '../supervise/supervised-program.ts';
import { findProgram } from './find-program.ts';
import { answers } from './probe-server.ts';
import type { Progress, ServerName } from './server-name.ts';

/** The tags of servers.yml. */
export const images: Record<ServerName, string> = {
  postgres: 'postgres:15',
  redis: 'redis:7',
  kafka: 'apache/kafka:4.3.1',
};
const engineMs = 2000;
/** A pull that says nothing for so long will not come to an end: a closed network. */
const silentPullMs = 15_000;
const file = join(repositoryFolder, 'infra/docker/servers.yml');

const answersSoon = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { timeout: engineMs, killSignal: 'SIGKILL' }).status === 0;

/** Whether a container engine answers at once. */
export const engineAnswers = (): boolean =>
  findProgram('docker') !== undefined && answersSoon('docker', 'version', '--format', '{{.Server.Version}}');

/** The compose command of a machine whose engine answers; undefined when there is none. */
export function findCompose(): string[] | undefined {
  if (!engineAnswers()) return undefined;
  if (answersSoon('docker', 'compose', 'version')) return ['docker', 'compose'];
  return findProgram('docker-compose') ? ['docker-compose'] : undefined;
}

/** Whether the engine has the images of these servers or can bring them. */
export async function hasImages(names: readonly ServerName[], progress: Progress): Promise<boolean> {
  for (const name of names) {
    const image = images[name];
    if (spawnSync('docker', ['image', 'inspect', image], { timeout: engineMs * 2 }).status === 0) continue;
    progress(`pulling ${image}`);
    if (!(await pull(image))) return false;
  }
  return true;
}

function pull(image: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('docker', ['pull', image], { stdio: ['ignore', 'pipe', 'ignore'] });
    const silent = setTimeout(() => child.kill(), silentPullMs);
    child.stdout.on('data', () => silent.refresh());
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      clearTimeout(silent);
      resolve(code === 0);
    });
  });
}

/** How servers come out of an engine: as a program that is supervised, or with a stop of their own. */
export type Containers = (wanted: WantedContainers) => Promise<ReadonlyMap<ServerName, StartedContainer>>;

export interface WantedContainers {
  readonly names: readonly ServerName[];
  /** Of the servers: names their containers and volumes. */
  readonly folder: string;
  readonly ports: FreePorts;
  readonly log: (line: string) => void;
}

export interface StartedContainer {
  readonly url: string;
  readonly program?: Program;
  readonly stop?: () => Promise<void>;
}

/** By compose, as one program in the foreground: it stops the containers when it is stopped, and so leaves none behind. */
export function composedServers([command = 'docker', ...first]: readonly string[]): Containers {
  return async ({ names, folder, ports, log }) => {
    const taken = new Map<ServerName, number>();
    for (const name of names) taken.set(name, await ports.take(name));
    const urls = new Map(names.map((name) => [name, urlOf[name](taken.get(name) ?? 0)]));
    // straight into its file: at its end it still speaks, and fails when the pipe to a killed supervisor is broken
    const intoFile = ['-c', 'log=$1; shift; exec "$@" >> "$log" 2>&1', 'compose', join(folder, 'docker.log')];
    const program: Program = {
      name: 'docker',
      command: 'sh',
      args: [...intoFile, command, ...first, '-p', projectOf(folder), '-f', file, 'up', '--no-color', ...names],
      env: Object.fromEntries([...taken].map(([name, port]) => [`${name.toUpperCase()}_PORT`, String(port)])),
      guard: 'TERM',
      graceMs: 25_000,
      ready: async () => (await Promise.all([...urls].map(([name, url]) => answers(name, url)))).every(Boolean),
      log,
    };
    return new Map([...urls].map(([name, url]) => [name, { url, program }]));
  };
}

/** Keeps the containers and volumes of clones and test runs apart. */
const projectOf = (folder: string): string => `${clonePrefix}_${firstPortOf(folder)}`;

/** Removes the containers of the servers of a folder, with their data. */
export function removeComposed(folder: string): void {
  const [command, ...first] = findCompose() ?? [];
  if (command) spawnSync(command, [...first, '-p', projectOf(folder), '-f', file, 'down', '-v'], { stdio: 'ignore' });
}

/** Address of a container's server by its published port. */
export const urlOf: Record<ServerName, (port: number) => string> = {
  postgres: (port) => `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
  redis: (port) => `redis://127.0.0.1:${port}`,
  kafka: (port) => `127.0.0.1:${port}`,
};
