import { type CalendarDate, covers, type Interval } from '@parta/contracts/values/calendar-date';
import { holdFrom, sameHistory } from './hold-from.ts';

export interface Place extends Interval {
  readonly studentId: string;
}

export interface Division {
  /** Students whose places change, each with all places they have afterwards. */
  readonly changed: ReadonlyMap<string, readonly Place[]>;
}

interface Wish {
  readonly studentIds: readonly string[];
  readonly from: CalendarDate;
}

/**
 * Who is in a subgroup from a day on; before that day everything stays. A place ends with the place in the class.
 * Undefined if someone is not in the class on that day. Pure. [CNT-3]
 */
export function decideDivision(
  classPlaces: readonly Place[],
  places: readonly Place[],
  wish: Wish,
): Division | undefined {
  const classPlace = new Map(
    classPlaces.filter((place) => covers(place, wish.from)).map((place) => [place.studentId, place]),
  );
  if (wish.studentIds.some((id) => !classPlace.has(id))) return undefined;

  const wanted = new Set(wish.studentIds);
  const before = Map.groupBy(places, (place) => place.studentId);
  const changed = new Map<string, readonly Place[]>();
  for (const studentId of new Set([...wanted, ...before.keys()])) {
    const own = (before.get(studentId) ?? []).map(({ from, to }) => ({ value: studentId, from, to }));
    const to = classPlace.get(studentId)?.to ?? null;
    const after = holdFrom(own, wish.from, wanted.has(studentId) ? { value: studentId, to } : undefined);
    if (!sameHistory(own, after))
      changed.set(
        studentId,
        after.map((held) => ({ studentId, from: held.from, to: held.to })),
      );
  }
  return { changed };
}
