import type { CalendarDate } from '@parta/contracts/values/calendar-date';

const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г\.?)?$/;
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const DAY_MS = 86_400_000;
/** Excel counts days from here; its 29 February 1900, which never was, lies before every date that is asked for. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * A date as people and spreadsheets write it: `14.03.2010`, `14.3.10`, `2010-03-14`, or Excel's day number. Undefined if it
 * is none or does not exist. Two digits of a year mean the last hundred years before `today`. Pure.
 */
export function parseDate(text: string, today: CalendarDate): CalendarDate | undefined {
  const trimmed = text.trim();
  if (SERIAL.test(trimmed)) {
    return new Date(EXCEL_EPOCH + Math.floor(Number(trimmed)) * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
  }
  const dayFirst = DAY_FIRST.exec(trimmed);
  if (dayFirst) return existing(fullYear(dayFirst[3] ?? '', today), Number(dayFirst[2]), Number(dayFirst[1]));
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst) return existing(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  return undefined;
}

function fullYear(digits: string, today: CalendarDate): number {
  if (digits.length === 4) return Number(digits);
  const current = Number(today.slice(0, 4));
  const sameCentury = current - (current % 100) + Number(digits);
  return sameCentury > current ? sameCentury - 100 : sameCentury;
}

function existing(year: number, month: number, day: number): CalendarDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? (date.toISOString().slice(0, 10) as CalendarDate) : undefined;
}

/** `14.03.2010`, as lists show dates. */
export const russianDate = (date: string): string => date.split('-').reverse().join('.');
