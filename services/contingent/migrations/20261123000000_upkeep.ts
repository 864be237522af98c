import { addUpkeep } from '@parta/chassis/db/plumbing-upkeep';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await addUpkeep(knex, 'contingent');
  // the id and number under which the movement's event went out: a resync publishes it under the same
  await knex.raw(`
    alter table order_line add column event_id uuid not null default gen_random_uuid(), add column seq bigint;
    update order_line set seq = numbered.seq from (
      select institution_id, line_id, row_number() over (partition by institution_id, student_id order by recorded_at, place) as seq
      from order_line join movement_order using (institution_id) where movement_order.id = order_line.order_id) as numbered
    where order_line.institution_id = numbered.institution_id and order_line.line_id = numbered.line_id;
    alter table order_line alter column seq set not null;
  `);
}
