import { migrationSource } from '@parta/chassis/db/migrate';
import { repositoryFolder } from '@parta/local/repository-folder';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from '../check.ts';
import { illOr, type Verdict, warning, wrong } from '../verdict.ts';

export interface Migrations {
  readonly service: string;
  readonly here: readonly string[];
  readonly applied: readonly string[];
}

export const judgeMigrations = (all: readonly Migrations[]): readonly Verdict[] =>
  illOr(
    all.map(({ service, here, applied }) => {
      const missing = here.filter((name) => !applied.includes(name));
      const foreign = applied.filter((name) => !here.includes(name));
      if (missing.length > 0)
        return wrong(
          `${service}: не применено ${missing.join(', ')}`,
          'npm start; в контейнерах: docker compose run --rm setup',
        );
      if (foreign.length > 0)
        return warning(`${service}: база новее этих программ: ${foreign.join(', ')}`, 'git pull, затем npm start');
      return undefined;
    }),
    `применены все: ${all.reduce((sum, { here }) => sum + here.length, 0)}`,
  );

export const migrationsCheck = check({
  name: 'migrations',
  title: 'Миграции',
  runbook: 'DoctorFoundWrong',
  gather: async ({ connections }) => {
    if (connections.services.length === 0) return undefined;
    return connections.each(async (service) => {
      const rows = await connections.rows<{ name: string }>(service, 'owner', 'select name from knex_migrations');
      return { service, here: await filesOf(service), applied: rows.map(({ name }) => name) };
    });
  },
  judge: judgeMigrations,
});

async function filesOf(service: string): Promise<readonly string[]> {
  const folder = join(repositoryFolder, 'services', service, 'migrations/');
  if (!existsSync(folder)) return [];
  const source = migrationSource(pathToFileURL(folder));
  return (await source.getMigrations([])).map((file) => source.getMigrationName(file));
}
