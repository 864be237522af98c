import type { Knex } from 'knex';

/** Lists of table names that the service's request role may use. */
export interface Grants {
  readonly readWrite?: readonly string[];
  /** Insert and select: history that the service itself can't rewrite. */
  readonly appendOnly?: readonly string[];
  readonly readOnly?: readonly string[];
}

/**
 * What every service's first migration starts with. These tables belong to no institution and carry no row policy, except
 * `idempotency`, which is the user's own. Needs the roles `<service>_owner` (runs this), `<service>_app`, `<service>_relay`.
 * [DESIGN §4, §6]
 */
export async function createPlumbing(knex: Knex, service: string): Promise<void> {
  await knex.raw(tables);
  await knex.raw(`
    grant usage on schema public to ${service}_app, ${service}_relay;
    grant insert on outbox to ${service}_app;
    grant select on epoch to ${service}_app;
    grant select, insert, delete on inbox, dead_letter to ${service}_app;
    grant select, insert, update on aggregate_version, idempotency to ${service}_app;
    grant delete on idempotency to ${service}_app;
    grant select, delete on outbox to ${service}_relay;
  `);
  await protect(knex, { service, table: 'idempotency', policy: ownUser });
}

const tables = `
  create table outbox (
    seq bigint generated always as identity primary key,
    id uuid not null,
    type text not null,
    topic text not null,
    institution_id uuid not null,
    root text not null,
    key text not null,
    version bigint not null,
    epoch integer not null,
    correlation_id text not null,
    -- null is a tombstone
    data jsonb,
    created_at timestamptz not null default clock_timestamp(),
    vp smallint not null
  ) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
  create table inbox (
    consumer text not null,
    message_id uuid not null,
    received_at timestamptz not null default now(),
    primary key (consumer, message_id)
  );
  create index inbox_received_at on inbox (received_at);
  create table aggregate_version (
    institution_id uuid not null,
    consumer text not null,
    type text not null,
    key text not null,
    epoch integer not null,
    version bigint not null,
    erased boolean not null default false,
    primary key (institution_id, consumer, type, key)
  );
  create table dead_letter (
    consumer text not null,
    message_id text not null,
    topic text not null,
    partition integer not null,
    message_offset text not null,
    type text,
    institution_id uuid,
    root text,
    key text,
    reason text not null,
    headers jsonb not null,
    payload text,
    created_at timestamptz not null default now(),
    primary key (consumer, message_id)
  );
  create table epoch (
    only_row boolean primary key default true check (only_row),
    value integer not null default 1 check (value > 0)
  );
  insert into epoch default values;
  create table idempotency (
    user_id uuid not null,
    assignment_id uuid not null,
    operation text not null,
    key text not null,
    body_hash text not null,
    -- json, not jsonb: the second answer has the bytes of the first
    answer json,
    status smallint,
    created_at timestamptz not null default now(),
    primary key (user_id, assignment_id, operation, key)
  );
  create index idempotency_created_at on idempotency (created_at);
`;

const ownInstitution = `institution_id = (select nullif(current_setting('parta.institution', true), '')::uuid)`;
const ownUser = `user_id = (select nullif(current_setting('parta.user', true), '')::uuid)`;

/** Row level security by `institution_id`; without a scope no rows. FORCE binds the owner too, who has a policy of its own. */
export async function protectInstitutionTables(knex: Knex, service: string, names: readonly string[]): Promise<void> {
  for (const table of names) await protect(knex, { service, table, policy: ownInstitution });
}

/** Row level security by `user_id`: consumers insert rows of any user, only the user reads and changes them. */
export async function protectUserTables(knex: Knex, service: string, names: readonly string[]): Promise<void> {
  for (const table of names) {
    await protect(knex, { service, table, policy: ownUser });
    await knex.raw(`create policy delivered on ?? for insert with check (true)`, [table]);
  }
}

/** Rights of `<service>_app`. Partitions need none of their own: grants stand on the parent. */
export async function grantApp(knex: Knex, service: string, grants: Grants): Promise<void> {
  const { readWrite = [], appendOnly = [], readOnly = [] } = grants;
  for (const table of readWrite)
    await knex.raw(`grant select, insert, update, delete on ?? to ${service}_app`, [table]);
  for (const table of appendOnly) await knex.raw(`grant select, insert on ?? to ${service}_app`, [table]);
  for (const table of readOnly) await knex.raw(`grant select on ?? to ${service}_app`, [table]);
}

/** The sub-select is evaluated once a statement, so that the index serves it. */
async function protect(
  knex: Knex,
  { service, table, policy }: { service: string; table: string; policy: string },
): Promise<void> {
  await knex.raw('alter table ?? enable row level security', [table]);
  await knex.raw('alter table ?? force row level security', [table]);
  await knex.raw(`create policy own on ?? using (${policy})`, [table]);
  await knex.raw(`create policy maintenance on ?? to ${service}_owner using (true)`, [table]);
}
