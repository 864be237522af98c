import type { Knex } from 'knex';

/** Where an event was committed, as a W3C `traceparent`, so that publishing and consuming continue the same trace; null = not recorded. */
export async function addTraceparent(knex: Knex): Promise<void> {
  await knex.raw('alter table outbox add column traceparent text');
}
