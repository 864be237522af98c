import { z } from 'zod';
import type { Clock } from '@parta/chassis/clock';
import type { Read } from '@parta/chassis/db/transact';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';

const Rows = z.array(z.object({ time_zone: z.string() }));

export async function timeZoneOf(read: Read): Promise<string> {
  const text = 'select time_zone from organisation';
  const [rows] = await read([{ name: 'institution.time-zone', text, values: [] }]);
  return Rows.parse(rows)[0]?.time_zone ?? 'Europe/Moscow';
}

/** The calendar day at the institution of this transaction. */
export const todayIn = async (read: Read, clock: Clock): Promise<CalendarDate> =>
  dateIn(await timeZoneOf(read), clock.now());
