import type { Interval } from '@parta/contracts/values/calendar-date';

/** What two half-open intervals share; undefined if nothing. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to === null ? b.to : b.to === null || a.to < b.to ? a.to : b.to;
  return to !== null && to <= from ? undefined : { from, to };
}

export const intersections = (some: readonly Interval[], others: readonly Interval[]): readonly Interval[] =>
  some.flatMap((a) => others.flatMap((b) => intersection(a, b) ?? []));

/** The same days in as few intervals as possible, in order; touching ones become one. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals
    .filter(({ from, to }) => to === null || from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (!last || (last.to !== null && last.to < next.from)) joined.push({ from: next.from, to: next.to });
    else if (last.to !== null && (next.to === null || next.to > last.to))
      joined[joined.length - 1] = { from: last.from, to: next.to };
  }
  return joined;
}

/** Whether a day is still to come that the interval covers, today included. */
export const isAhead = ({ to }: Interval, today: string): boolean => to === null || to > today;
