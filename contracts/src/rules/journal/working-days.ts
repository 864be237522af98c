import { addDays, type CalendarDate, weekdayOf } from '../../values/calendar-date.ts';

/** What makes a day a working one for the staff; pupils' holidays do not count. [R-02] */
export interface WorkCalendar {
  readonly workWeek: 5 | 6;
  /** Days off of the production calendar. */
  readonly daysOff: ReadonlySet<CalendarDate>;
  /** Days off that were declared working. */
  readonly declaredWorking: ReadonlySet<CalendarDate>;
}

export function isWorkingDay(date: CalendarDate, { workWeek, daysOff, declaredWorking }: WorkCalendar): boolean {
  if (declaredWorking.has(date)) return true;
  return weekdayOf(date) <= workWeek && !daysOff.has(date);
}

/** The k-th working day strictly after a date: a term runs from the day after its event (Civil Code art. 191). */
export function workingDayAfter(date: CalendarDate, count: number, calendar: WorkCalendar): CalendarDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left--;
  }
  return day;
}
