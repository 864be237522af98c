import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';

/** A school year is named by the calendar year of its September: 2026 = 2026/27. */
export const SchoolYear = z.int().min(2000).max(2099);

export const PeriodKind = z.enum(['quarter', 'half-year', 'trimester', 'semester']).meta({ id: 'PeriodKind' });
export type PeriodKind = z.infer<typeof PeriodKind>;

/** One period of a scheme; dates half-open `[from, to)`: `to` is the first day after it. */
export const Period = z
  .object({
    id: z.uuid(),
    number: z.int().min(1).max(12),
    name: z.string().min(1).max(80),
    from: CalendarDate,
    to: CalendarDate,
  })
  .meta({ id: 'Period' });
export type Period = z.infer<typeof Period>;

/** Classes follow schemes: quarters, half-years, trimesters, semesters. [domain §3] */
export const PeriodScheme = z
  .object({ id: z.uuid(), name: z.string().min(1).max(80), kind: PeriodKind, periods: z.array(Period).min(1).max(12) })
  .meta({ id: 'PeriodScheme' });
export type PeriodScheme = z.infer<typeof PeriodScheme>;

export const Holiday = z
  .object({ name: z.string().max(120), from: CalendarDate, to: CalendarDate })
  .meta({ id: 'Holiday' });
export type Holiday = z.infer<typeof Holiday>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One bell: lesson number and local times. */
export const BellSlot = z
  .object({ slot: z.int().min(0).max(20), startsAt: time, endsAt: time })
  .meta({ id: 'BellSlot' });
export type BellSlot = z.infer<typeof BellSlot>;

export const BellSchedule = z
  .object({ id: z.uuid(), name: z.string().min(1).max(80), slots: z.array(BellSlot).max(20) })
  .meta({ id: 'BellSchedule' });
export type BellSchedule = z.infer<typeof BellSchedule>;

export const periodOn = (scheme: { readonly periods: readonly Period[] }, date: CalendarDate): Period | undefined =>
  scheme.periods.find((period) => period.from <= date && date < period.to);

/** The school year of a day; in August it is the coming one, which is being prepared. */
export const schoolYearOf = (day: CalendarDate): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0);
