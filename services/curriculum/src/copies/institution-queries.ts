import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '@parta/chassis/clock';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';

const DEFAULT_ZONE = 'Europe/Moscow';
const OrganisationRow = z.object({ time_zone: z.string() });

/** The day that it is at the institution of the transaction's scope; Moscow's time until identity's event has come. */
export async function loadToday(trx: Knex.Transaction, clock: Clock): Promise<CalendarDate> {
  const row: unknown = await trx('organisation').select('time_zone').first();
  return dateIn(row === undefined ? DEFAULT_ZONE : OrganisationRow.parse(row).time_zone, clock.now());
}
