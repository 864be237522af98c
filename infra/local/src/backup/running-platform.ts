import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Processes of a service as they run now. */
export function processesOf(service: string): readonly number[] {
  const text = readFileSync(join(localFolder, 'parta.json'), 'utf8');
  const { services } = JSON.parse(text) as { services: Record<string, readonly { pid?: number }[]> };
  return (services[service] ?? []).flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
}
