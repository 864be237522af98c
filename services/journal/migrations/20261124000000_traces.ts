import { addTraceparent } from '@parta/chassis/db/plumbing-traces';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await addTraceparent(knex);
}
