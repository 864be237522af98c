import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { firstPortOf } from '../free-ports.ts';
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

/** The compose command of a machine whose engine answers at once; undefined when there is none. */
export function findCompose(): string[] | undefined {
  const answersSoon = (command: string, ...args: string[]): boolean =>
    spawnSync(command, args, { timeout: engineMs, killSignal: 'SIGKILL' }).status === 0;
  if (!findProgram('docker') || !answersSoon('docker', 'version', '--format', '{{.Server.Version}}')) return undefined;
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

export interface ComposedServers {
  readonly compose: readonly string[];
  /** Of the servers: names their containers and volumes. */
  readonly folder: string;
  readonly ports: Readonly<Partial<Record<ServerName, number>>>;
  readonly log: (line: string) => void;
}

/** The containers as one program in the foreground: it stops them when it is stopped, and so leaves none behind. */
export function composedServers(servers: ComposedServers): {
  urls: Partial<Record<ServerName, string>>;
  program: Program;
} {
  const { compose, folder, ports, log } = servers;
  const [command = 'docker', ...first] = compose;
  const names = Object.keys(ports) as ServerName[];
  const urls = Object.fromEntries(names.map((name) => [name, urlOf[name](ports[name] ?? 0)]));
  // straight into its file: at its end it still speaks, and fails when the pipe to a killed supervisor is broken
  const intoFile = ['-c', 'log=$1; shift; exec "$@" >> "$log" 2>&1', 'compose', join(folder, 'docker.log')];
  const program: Program = {
    name: 'docker',
    command: 'sh',
    args: [...intoFile, command, ...first, '-p', projectOf(folder), '-f', file, 'up', '--no-color', ...names],
    env: Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_PORT`, String(ports[name])])),
    guard: 'TERM',
    graceMs: 25_000,
    readyMs: 120_000,
    ready: async () => {
      const ready = await Promise.all(names.map((name) => answers(name, urls[name] ?? '')));
      return ready.every(Boolean);
    },
    log,
  };
  return { urls, program };
}

/** Keeps the containers and volumes of clones and test runs apart. */
const projectOf = (folder: string): string => `${clonePrefix}_${firstPortOf(folder)}`;

/** Removes the containers of the servers of a folder, with their data. */
export function removeComposed(folder: string): void {
  const [command, ...first] = findCompose() ?? [];
  if (command) spawnSync(command, [...first, '-p', projectOf(folder), '-f', file, 'down', '-v'], { stdio: 'ignore' });
}

const urlOf: Record<ServerName, (port: number) => string> = {
  postgres: (port) => `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
  redis: (port) => `redis://127.0.0.1:${port}`,
  kafka: (port) => `127.0.0.1:${port}`,
};
