import type { CalendarDate } from '@parta/contracts/values/calendar-date';

/** A version holds from a day until the next one of the year does. */
export interface InForce {
  readonly from: CalendarDate;
  readonly versionId: string;
  /** Monday of a week whose index is 0. */
  readonly weekZero: CalendarDate;
}

/** Publishing gives the rest of the year to one version; what held before the day stays as it was. */
export function putInForce(timeline: readonly InForce[], change: InForce): InForce[] {
  const before = timeline.filter(({ from }) => from < change.from).sort(byDay);
  const last = before.at(-1);
  const holdsAlready = last?.versionId === change.versionId && last.weekZero === change.weekZero;
  return holdsAlready ? before : [...before, change];
}

/** `replaced`: another version holds today and on every later day. */
export function stateOf(
  versionId: string,
  timeline: readonly InForce[],
  today: CalendarDate,
): 'published' | 'replaced' {
  const sorted = timeline.toSorted(byDay);
  const holds = sorted.some(({ versionId: id }, index) => {
    const next: InForce | undefined = sorted[index + 1];
    return id === versionId && (next === undefined || next.from > today);
  });
  return holds ? 'published' : 'replaced';
}

const byDay = (one: InForce, other: InForce): number => (one.from < other.from ? -1 : 1);
