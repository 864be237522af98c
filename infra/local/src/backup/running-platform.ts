import { setTimeout as delay } from 'node:timers/promises';
import { readParta, type RunningPlatform } from '../local-files.ts';
import { isReady } from '../platform/replicas.ts';
import { readEnvironments } from '../platform/service-environment-file.ts';
import { localFolder } from '../repository-folder.ts';

/** Environment of a service of the platform that runs from this folder. @throws Error when there is no such service */
export function environmentOf(service: string): Readonly<Record<string, string>> {
  const environments = readEnvironments(localFolder);
  const environment = environments[service];
  if (!environment) {
    const known = Object.keys(environments).join(', ');
    throw new Error(known === '' ? 'Parta has not run here yet: npm start' : `Of which service? ${known}`);
  }
  return environment;
}

/** The server of the platform's databases, as its administrator. */
export function postgresUrlHere(): string {
  const url = new URL(environmentOf('journal')['DATABASE_URL'] ?? '');
  url.pathname = '/postgres';
  url.search = '';
  return url.href;
}

type Replicas = RunningPlatform['services'][string];

/** Replicas of a service as they run now. */
export const replicasOf = (service: string): Replicas => readParta().services[service] ?? [];

/** Resolves when every replica says that it is ready. @throws Error when one is not in time */
export async function untilReady(replicas: Replicas, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (const { url } of replicas) {
    while (!(await isReady(url).catch(() => false))) {
      if (Date.now() > until) throw new Error(`${url} is not ready: look at the lines of npm start`);
      await delay(200);
    }
  }
}
