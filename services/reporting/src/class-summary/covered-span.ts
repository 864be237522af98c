import { addDays, type CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Period } from '@parta/contracts/values/school-year';

interface Spanned {
  readonly scheme: { readonly periods: readonly Period[] };
  readonly upToPeriod: number | null;
  readonly today: CalendarDate;
}

export interface CoveredSpan {
  readonly from: CalendarDate;
  /** Last day of the last covered period. */
  readonly lastDay: CalendarDate;
  /** The day on which the list of pupils is taken: the last day, or today while it is still ahead. */
  readonly listDay: CalendarDate;
}

/** From the year's first day to the end of the last covered period. */
export function coveredSpan({ scheme, upToPeriod, today }: Spanned): CoveredSpan {
  const covered = scheme.periods.filter((period) => upToPeriod === null || period.number <= upToPeriod);
  const first = covered[0] ?? scheme.periods[0];
  const last = covered.at(-1) ?? scheme.periods[0];
  if (!first || !last) return { from: today, lastDay: today, listDay: today };
  const lastDay = addDays(last.to, -1);
  return { from: first.from, lastDay, listDay: lastDay < today ? lastDay : today };
}
