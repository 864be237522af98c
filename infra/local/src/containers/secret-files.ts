import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the containers' volumes of secrets are mounted, one folder for each that may read it. */
export const secretsFolder = '/secrets';

export const services = ['identity', 'contingent', 'curriculum', 'journal', 'reporting', 'notifications'] as const;

export const readSecret = (owner: string, name: string): string =>
  readFileSync(join(secretsFolder, owner, name), 'utf8').trim();

export const hasSecret = (owner: string, name: string): boolean => existsSync(join(secretsFolder, owner, name));

/** Writes a secret that is not there yet: a second start keeps what the databases already know. */
export function keepSecret(owner: string, name: string, make: () => string): void {
  const file = join(secretsFolder, owner, name);
  // readable by the containers of this volume only, whoever their user is
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o444 });
}

/** Where Postgres is, by the variables of the containers. */
export const postgresPlace = (): string =>
  `${process.env['POSTGRES_HOST'] ?? 'postgres'}:${process.env['POSTGRES_PORT'] ?? '5432'}`;

/** Address of a database as the administrator of the server; only setup and demo have its password. */
export const adminUrl = (): string => {
  const user = process.env['POSTGRES_USER'] ?? 'postgres';
  // a password that an operator's secret brings may hold anything
  return `postgres://${user}:${encodeURIComponent(readSecret('postgres', 'password'))}@${postgresPlace()}/postgres`;
};
