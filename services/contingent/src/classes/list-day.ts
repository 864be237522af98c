import { addDays, type CalendarDate, covers, type Interval } from '@parta/contracts/values/calendar-date';

interface YearOfClass {
  readonly year: number;
}

/**
 * The day for which a class list is shown: today while anyone is in the class, else the first day of a class that is still to
 * begin, or the last of one whose year is over. A list taken in July for September, or one of last year, is not empty; one that
 * was emptied in the middle of its year is. Pure.
 */
export function listDayOf({ year }: YearOfClass, memberships: readonly Interval[], today: CalendarDate): CalendarDate {
  if (memberships.some((membership) => covers(membership, today))) return today;
  const coming = memberships.map(({ from }) => from).filter((from) => from > today);
  if (coming.length > 0) return coming.reduce((first, from) => (from < first ? from : first));
  // who leaves in June has finished the year
  if (today < `${year + 1}-06-01`) return today;
  const ends = memberships.flatMap(({ to }) => (to === null ? [] : [to]));
  return ends.length > 0
    ? addDays(
        ends.reduce((last, to) => (to > last ? to : last)),
        -1,
      )
    : today;
}
