import type { CalendarDate, Interval } from '@parta/contracts/values/calendar-date';

/** Something that holds over an interval: a class teacher, a place in a subgroup. */
export interface Held<Value> extends Interval {
  readonly value: Value;
}

/**
 * Decides anew from a day on: what was before the day stays as it was, from the day on `next` holds, or nothing. What goes on
 * unbroken stays one interval, so that deciding the same again changes nothing. `history` is sorted and free of overlaps. Pure.
 */
export function holdFrom<Value extends string>(
  history: readonly Held<Value>[],
  day: CalendarDate,
  next: { readonly value: Value; readonly to: CalendarDate | null } | undefined,
): readonly Held<Value>[] {
  const before = history
    .filter(({ from }) => from < day)
    .map((held) => (held.to === null || held.to > day ? { ...held, to: day } : held));
  if (!next) return before;
  const last = before.at(-1);
  if (last?.to === day && last.value === next.value) return [...before.slice(0, -1), { ...last, to: next.to }];
  return [...before, { value: next.value, from: day, to: next.to }];
}

export const sameHistory = (one: readonly Held<string>[], other: readonly Held<string>[]): boolean =>
  one.length === other.length &&
  one.every((held, index) => {
    const twin = other[index];
    return held.value === twin?.value && held.from === twin.from && held.to === twin.to;
  });
