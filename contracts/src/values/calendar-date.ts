import { z } from 'zod';

/** A day as the institution's wall calendar shows it: `2026-11-22`. Branded, so that no unchecked string becomes a date. */
export const CalendarDate = z.iso.date().brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A week of the ISO calendar: `2026-W47`. */
export const IsoWeek = z
  .string()
  .regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)
  .brand<'IsoWeek'>();
export type IsoWeek = z.infer<typeof IsoWeek>;

const DAY_MS = 86_400_000;

export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS;

export const addDays = (date: CalendarDate, days: number): CalendarDate => textOfDay(Date.parse(date) / DAY_MS + days);

/** By days since 1970: a look-up costs a tenth of making the text, and one page asks for hundreds. */
const texts = new Map<number, CalendarDate>();
/** A century; who asks for more begins anew. */
const MOST_TEXTS = 36_525;

function textOfDay(day: number): CalendarDate {
  const known = texts.get(day);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
  texts.set(day, text);
  return text;
}

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: CalendarDate): number => new Date(date).getUTCDay() || 7;

export const mondayOf = (date: CalendarDate): CalendarDate => addDays(date, 1 - weekdayOf(date));

export function isoWeekOf(date: CalendarDate): IsoWeek {
  // the week belongs to the year that holds its Thursday
  const thursday = addDays(date, 4 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01` as CalendarDate, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}` as IsoWeek;
}

export function mondayOfIsoWeek(week: IsoWeek): CalendarDate {
  // 4 January is always in week 1
  const first = mondayOf(`${week.slice(0, 4)}-01-04` as CalendarDate);
  return addDays(first, (Number(week.slice(6)) - 1) * 7);
}

/** The calendar day that an instant is in a time zone (IANA name). */
export function dateIn(timeZone: string, instant: Date): CalendarDate {
  return formatterOf(timeZone).format(instant) as CalendarDate;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** sv-SE writes dates as ISO does; making a formatter costs 50 times a use of it. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) formatters.set(timeZone, (formatter = new Intl.DateTimeFormat('sv-SE', { timeZone })));
  return formatter;
}

/** Half-open `[from, to)`; `to` null = open. [domain §2] */
export const Interval = z.object({ from: CalendarDate, to: CalendarDate.nullable() });
export type Interval = z.infer<typeof Interval>;

export const covers = (interval: Interval, date: CalendarDate): boolean =>
  interval.from <= date && (interval.to === null || date < interval.to);
