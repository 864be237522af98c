import { addDays, daysBetween, mondayOf } from '../../format/russian-date.ts';

/** `2026-W47` of a date; the week belongs to the year that holds its Thursday. */
export function isoWeekOf(date: string): string {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Monday of `2026-W47`: 4 January is always in week 1. */
export const mondayOfWeek = (week: string): string =>
  addDays(mondayOf(`${week.slice(0, 4)}-01-04`), (weekNumber(week) - 1) * 7);

export const weekNumber = (week: string): number => Number(week.slice(6));

/** The week so many weeks later. */
export const addWeeks = (week: string, weeks: number): string => isoWeekOf(addDays(mondayOfWeek(week), weeks * 7));

export const isIsoWeek = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text);
