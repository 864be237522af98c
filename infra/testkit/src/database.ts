import { createHash, randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import type { Knex } from 'knex';
import pg from 'pg';
import { connectDatabase } from '@parta/chassis/db/database';
import { migrate } from '@parta/chassis/db/migrate';
import { buildInTenant, type InTenant } from '@parta/chassis/db/tenant';

const adminUrl = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const LOCK_SPACE = 7002;
const DAY_MS = 86_400_000;
const helpers = new URL('../../chassis/src/db/plumbing.ts', import.meta.url);

export interface TestDatabase extends AsyncDisposable {
  /** As requests and consumers see it: row level security holds. */
  readonly app: Knex;
  /** Reads and deletes what waits to be published, nothing else. */
  readonly relay: Knex;
  /** Runs migrations and repairs; sees every row. */
  readonly owner: Knex;
  readonly appUrl: string;
  readonly relayUrl: string;
  readonly ownerUrl: string;
  readonly inTenant: InTenant;
}

/**
 * A database of its own for one test file, dropped at the end. Cloned from a template that is migrated once for each state of the
 * migrations, by `<service>_owner`; the user of TEST_POSTGRES_URL must be allowed to create roles and databases.
 */
export async function createTestDatabase(service: string, migrationsFolder: URL): Promise<TestDatabase> {
  const name = `parta_t_${service}_${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`;
  const template = `parta_tpl_${service}_${await digestOf(migrationsFolder)}`;
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1, 0)', [LOCK_SPACE]);
    await ensureTemplate(admin, { service, template, migrationsFolder });
    await admin.query(`create database ${name} template ${template} owner ${service}_owner`);
  });
  const urlAs = (role: string): string => urlOf(name, `${service}_${role}`);
  const connect = (role: string): Knex => connectDatabase(urlAs(role), { max: 6, name: `test ${role}` });
  const [app, relay, owner] = [connect('app'), connect('relay'), connect('owner')];
  return {
    app,
    relay,
    owner,
    appUrl: urlAs('app'),
    relayUrl: urlAs('relay'),
    ownerUrl: urlAs('owner'),
    inTenant: buildInTenant(app),
    async [Symbol.asyncDispose]() {
      await Promise.all([app.destroy(), relay.destroy(), owner.destroy()]);
      await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The role is taken at the start of the session, so that any way to sign in to the test server will do. */
function urlOf(database: string, role: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  url.searchParams.set('options', `-c role=${role}`);
  return url.href;
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Changes with any migration and with what they are made of. */
async function digestOf(folder: URL): Promise<string> {
  const hash = createHash('sha256').update(await readFile(helpers));
  for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(new URL(file, folder)));
  return hash.digest('hex').slice(0, 16);
}

interface Template {
  readonly service: string;
  readonly template: string;
  readonly migrationsFolder: URL;
}

async function ensureTemplate(admin: pg.Client, { service, template, migrationsFolder }: Template): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
  if (rowCount === 1) return;
  await dropLeftovers(admin, service);
  for (const role of ['owner', 'app', 'relay']) {
    const create = `create role ${service}_${role} login`;
    await admin.query(`do $$ begin ${create}; exception when duplicate_object or unique_violation then null; end $$`);
  }
  // Renamed when it is ready: a run that died halfway leaves no template that looks whole.
  const building = `${template}_new`;
  await admin.query(`drop database if exists ${building} with (force)`);
  await admin.query(`create database ${building} owner ${service}_owner`);
  await migrate(urlOf(building, `${service}_owner`), migrationsFolder);
  await admin.query(`comment on database ${building} is '${Date.now().toString(36)}'`);
  await admin.query(`alter database ${building} rename to ${template}`);
}

/** Databases of runs that did not end well, and templates of migrations that have changed since. */
async function dropLeftovers(admin: pg.Client, service: string): Promise<void> {
  const { rows } = await admin.query<{ name: string; made: string | null }>(
    `select datname as name, shobj_description(oid, 'pg_database') as made from pg_database
     where starts_with(datname, $1) or starts_with(datname, $2)`,
    [`parta_t_${service}_`, `parta_tpl_${service}_`],
  );
  for (const { name, made } of rows) {
    const since = made ?? (name.startsWith('parta_t_') ? name.split('_').at(-2) : undefined);
    if (since === undefined || Date.now() - Number.parseInt(since, 36) < DAY_MS) continue;
    await admin.query(`drop database if exists ${name} with (force)`);
  }
}
