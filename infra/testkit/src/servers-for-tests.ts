import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '@parta/local/repository-folder';
import { type Servers, startServers } from '@parta/local/servers';
import { engineAnswers } from '@parta/local/servers/docker-engine';
import { foldersOf } from '@parta/local/servers/unprivileged-user';
import { removeLeftContainers, testContainers } from './test-containers.ts';

const testFolder = join(localFolder, 'test');

/** How a server's address reaches the tests. */
export type TestEnvironment = Readonly<Record<'TEST_POSTGRES_URL' | 'TEST_REDIS_URL' | 'TEST_KAFKA_BROKERS', string>>;

export interface TestServers {
  readonly environment: TestEnvironment;
  stop(): Promise<void>;
}

/** Servers of this run alone, the same way as `npm start` gets them; their data goes with them. */
export async function startTestServers(log: (line: string) => void): Promise<TestServers> {
  sweep();
  const folder = folderOf(process.pid);
  const servers: Servers = await startServers({ folder, log, durable: false, containers: testContainers });
  return {
    environment: {
      TEST_POSTGRES_URL: servers.postgresUrl,
      TEST_REDIS_URL: servers.redisUrl,
      TEST_KAFKA_BROKERS: servers.kafkaBrokers,
    },
    async stop() {
      await servers.stop();
      remove(folder);
    },
  };
}

const folderOf = (pid: number): string => join(testFolder, `run-${pid}`);

/** What runs left behind that were killed. */
function sweep(): void {
  if (engineAnswers()) removeLeftContainers(isAlive);
  if (!existsSync(testFolder)) return;
  for (const name of readdirSync(testFolder)) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) remove(folderOf(pid));
  }
}

function remove(folder: string): void {
  for (const path of [...foldersOf(join(folder, 'postgres')), folder]) rmSync(path, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
