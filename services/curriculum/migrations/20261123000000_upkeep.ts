import { addUpkeep } from '@parta/chassis/db/plumbing-upkeep';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await addUpkeep(knex, 'curriculum');
}
