import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '@parta/chassis/clock';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';

const Row = z.object({ time_zone: z.string() }).optional();

export async function timeZoneOf(trx: Knex.Transaction): Promise<string> {
  return Row.parse(await trx('organisation').first('time_zone'))?.time_zone ?? 'Europe/Moscow';
}

/** The calendar day at the institution of this transaction. */
export const todayIn = async (trx: Knex.Transaction, clock: Clock): Promise<CalendarDate> =>
  dateIn(await timeZoneOf(trx), clock.now());
