import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Services that have a migration. */
export const migratedServices = (repository: string): readonly string[] =>
  readdirSync(join(repository, 'services')).filter((name) => {
    const folder = migrationsOf(repository, name);
    return existsSync(folder) && readdirSync(folder).some((file) => /^\d{14}_.*\.ts$/.test(file));
  });

const migrationsOf = (repository: string, service: string): string =>
  join(repository, 'services', service, 'migrations');

/** The schema that a service's migrations make, as one readable text: a review sees what a migration changed. */
export async function schemaSqlOf(repository: string, service: string): Promise<string> {
  const { createTestDatabase } = await import('../database.ts');
  await using database = await createTestDatabase(service, pathToFileURL(`${migrationsOf(repository, service)}/`));
  return withoutNoise(dump(database.ownerUrl));
}

export const canDump = (): boolean => spawnSync('pg_dump', ['--version']).status === 0;

// pg-boss attaches a partition for each day: which ones are there says only when the migration ran
const leftOut = ['-T', 'knex_migrations*', '-T', 'jobs.queue_stats_2*'];
const options = ['--schema-only', '--no-owner', '--restrict-key=parta', ...leftOut];

function dump(databaseUrl: string): string {
  // a plus sign is a blank to `pg`, to pg_dump it is a plus sign
  const url = databaseUrl.replaceAll('+', '%20');
  // before 15.14 and 17.6 there was no restrict key
  const attempts = [options, options.filter((option) => !option.startsWith('--restrict'))];
  const results = attempts.map((each) =>
    spawnSync('pg_dump', [...each, url], { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 }),
  );
  const good = results.find(({ status }) => status === 0);
  if (!good) throw new Error(`pg_dump: ${results.at(-1)?.stderr ?? ''}`);
  return good.stdout;
}

/** Lines that differ between versions of pg_dump or from run to run say nothing about the schema. */
const withoutNoise = (text: string): string =>
  `${text
    .split('\n')
    .filter((line) => !/^(--|SET |SELECT pg_catalog|\\(un)?restrict|ALTER .* OWNER)/.test(line))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
