import type { CalendarDate } from '../../values/calendar-date.ts';
import type { WorkCalendar } from './working-days.ts';

/** National days off by month and day; the government's transfers of a year come on top. [Labour Code art. 112] */
const nationalDays = [
  '01-01',
  '01-02',
  '01-03',
  '01-04',
  '01-05',
  '01-06',
  '01-07',
  '01-08',
  '02-23',
  '03-08',
  '05-01',
  '05-09',
  '06-12',
  '11-04',
];

/** Transfers that are already decided: day off → by decree. */
const transfers: readonly string[] = [
  '2026-01-09',
  '2026-03-09',
  '2026-05-11',
  '2026-12-31',
  '2027-05-03',
  '2027-05-10',
  '2027-06-14',
];

const made = new Map<string, WorkCalendar>();

/** Days off of the years around a school year. */
export function productionCalendar(schoolYear: number, workWeek: 5 | 6 = 5): WorkCalendar {
  const key = `${schoolYear}/${workWeek}`;
  let calendar = made.get(key);
  if (!calendar) made.set(key, (calendar = makeCalendar(schoolYear, workWeek)));
  return calendar;
}

function makeCalendar(schoolYear: number, workWeek: 5 | 6): WorkCalendar {
  const years = [schoolYear, schoolYear + 1, schoolYear + 2];
  const fixed = years.flatMap((year) => nationalDays.map((day) => `${year}-${day}` as CalendarDate));
  return {
    workWeek,
    daysOff: new Set([...fixed, ...(transfers as readonly CalendarDate[])]),
    declaredWorking: new Set(),
  };
}
