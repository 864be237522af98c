import pg from 'pg';

export type DatabaseRole = 'owner' | 'app' | 'relay';
const roles: readonly DatabaseRole[] = ['owner', 'app', 'relay'];

export const databaseOf = (prefix: string, service: string): string => `${prefix}_${service}`;

/** Address of a service's database that signs in as the administrator and takes the role at once, so that no role needs a password here. */
export function databaseUrl(adminUrl: string, database: string, role: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const options = [url.searchParams.get('options'), `-c role=${role}`].filter(Boolean).join(' ');
  url.searchParams.set('options', options);
  // the form encoding of a space is a plus, which Postgres would take for one
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

/** Makes what is missing of each service's three roles and its database; answers whose database is new. */
export async function createDatabases(
  adminUrl: string,
  prefix: string,
  services: readonly string[],
): Promise<string[]> {
  return asAdmin(adminUrl, async (admin) => {
    const existing = new Set(await namesOf(admin, prefix));
    const missing = services.filter((service) => !existing.has(databaseOf(prefix, service)));
    for (const service of missing) {
      for (const role of roles) await createRole(admin, `${service}_${role}`);
      await admin.query(`create database ${databaseOf(prefix, service)} owner ${service}_owner`);
    }
    return missing;
  });
}

/** Names of the databases of this prefix. */
export function existingDatabases(adminUrl: string, prefix: string): Promise<string[]> {
  return asAdmin(adminUrl, (admin) => namesOf(admin, prefix));
}

/** Drops every database of this prefix, also while somebody is connected. */
export async function dropDatabases(adminUrl: string, prefix: string): Promise<string[]> {
  return asAdmin(adminUrl, async (admin) => {
    const names = await namesOf(admin, prefix);
    for (const name of names) await admin.query(`drop database if exists ${name} with (force)`);
    return names;
  });
}

async function namesOf(admin: pg.Client, prefix: string): Promise<string[]> {
  const { rows } = await admin.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [databaseOf(prefix, '')],
  );
  return rows.map(({ datname }) => datname);
}

/** Roles belong to the whole cluster: another clone or test may make the same one at this moment. */
export async function createRole(admin: pg.Client, role: string): Promise<void> {
  await admin.query(
    `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
  );
  // an administrator who is no superuser has to be a member of the role to hand over a database to it
  await admin.query(
    `do $$ begin
       if not (select rolsuper from pg_roles where rolname = current_user) then grant ${role} to current_user; end if;
     end $$`,
  );
}

/** A connection for one piece of work. */
export async function asAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
