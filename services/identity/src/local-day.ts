import { addDays, type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';

const HOUR_MS = 3_600_000;

/** The instant at which a calendar day begins in a time zone; zones are between UTC-12 and UTC+14. */
export function startOfDay(timeZone: string, date: CalendarDate): Date {
  const midnight = Date.parse(date);
  return firstInstantOf(timeZone, date, { after: midnight - 15 * HOUR_MS, until: midnight + 13 * HOUR_MS });
}

/** Seconds that something may live from `now`, but not into the next local day. */
export function secondsWithinDay(timeZone: string, now: Date, wanted: number): number {
  const nextDay = startOfDay(timeZone, addDays(dateIn(timeZone, now), 1));
  return Math.max(1, Math.min(wanted, Math.floor((nextDay.getTime() - now.getTime()) / 1000)));
}

/** Halving instead of offsets: right on the days when clocks are put forward or back, too. */
function firstInstantOf(
  timeZone: string,
  date: CalendarDate,
  { after, until }: { after: number; until: number },
): Date {
  let [low, high] = [after, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dateIn(timeZone, new Date(middle)) < date) low = middle;
    else high = middle;
  }
  return new Date(high);
}
