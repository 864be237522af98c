import { addUpkeep } from '@parta/chassis/db/plumbing-upkeep';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await addUpkeep(knex, 'journal');
  // the id under which the save's event went out: a resync publishes it under the same
  await knex.raw('alter table save add column event_id uuid not null default gen_random_uuid()');
}
