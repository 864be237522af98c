import { readdir } from 'node:fs/promises';
import knex, { type Knex } from 'knex';
import pg from 'pg';

const LOCK_SPACE = 7000;

/** Migrations of one service; names carry no extension, so a compiled build would recognise them too. */
export function migrationSource(folder: URL): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => (await readdir(folder)).filter((file) => /^\d{14}_.*\.ts$/.test(file)).sort(),
    getMigrationName: (file) => file.replace(/\.ts$/, ''),
    // knex refuses a migration without `down`; ours only go forward
    getMigration: async (file) => ({
      down: forwardOnly,
      ...((await import(new URL(file, folder).href)) as Pick<Knex.Migration, 'up'>),
    }),
  };
}

/**
 * Brings a database up to date and answers the names of what was applied; runs as the owner of the tables, never as the role
 * that serves requests. Of two that start at once the second waits, then finds nothing left to do.
 */
export async function migrate(ownerUrl: string, folder: URL): Promise<readonly string[]> {
  const gate = new pg.Client({ connectionString: ownerUrl });
  await gate.connect();
  const db = knex({ client: 'pg', connection: ownerUrl, pool: { min: 0, max: 1 } });
  try {
    await gate.query('select pg_advisory_lock($1, 0)', [LOCK_SPACE]);
    const options = { migrationSource: migrationSource(folder) };
    // Whoever holds the gate is alone, so knex's own lock can only be left over from a process that died.
    await db.migrate.forceFreeMigrationsLock(options);
    const [, applied] = (await db.migrate.latest(options)) as [number, string[]];
    return applied.map((file) => file.replace(/\.ts$/, ''));
  } finally {
    await db.destroy();
    await gate.end();
  }
}

async function forwardOnly(): Promise<never> {
  throw new Error('migrations go forward only');
}
