import type { Knex } from 'knex';

/**
 * What a resync and the upkeep of plumbing need beyond `createPlumbing`: of each known aggregate when and on which partition its
 * owner last told of it, and the one door by which old rows leave, whosever they are.
 */
export async function addUpkeep(knex: Knex, service: string): Promise<void> {
  await knex.raw(`
    alter table aggregate_version
      add column at timestamptz not null default now(),
      -- unknown until the aggregate is told of again
      add column partition smallint;
    create index aggregate_version_told on aggregate_version (institution_id, consumer, type, partition, at);
    create index dead_letter_created_at on dead_letter (created_at);

    create function drop_old_plumbing(most integer) returns integer language sql volatile security definer
      set search_path = pg_catalog, public, pg_temp as $$
      with seen as (
        delete from inbox where ctid = any(array(
          select ctid from inbox where received_at < now() - interval '30 days' limit most)) returning 1),
      answered as (
        delete from idempotency where ctid = any(array(
          select ctid from idempotency where created_at < now() - interval '35 days' limit most)) returning 1),
      buried as (
        delete from dead_letter where ctid = any(array(
          select ctid from dead_letter where created_at < now() - interval '180 days' limit most)) returning 1)
      select ((select count(*) from seen) + (select count(*) from answered) + (select count(*) from buried))::integer
    $$;
    revoke execute on function drop_old_plumbing from public;
    grant execute on function drop_old_plumbing to ${service}_app;
  `);
}
