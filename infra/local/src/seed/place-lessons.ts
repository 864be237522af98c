import type { Random } from './seeded-random.ts';

/** One hour a week of one class with its teachers (two where it is divided). */
export interface WeeklyHour {
  readonly group: string;
  readonly classId: string;
  readonly teachers: readonly string[];
}

export interface Placed extends WeeklyHour {
  /** 1 = Monday. */
  readonly weekday: number;
  readonly slot: number;
}

const DAYS = 5;
const ROUNDS = 60_000;

/**
 * Puts hours into a week: no class and no teacher twice at one time, classes without windows. Each hour takes the place that
 * turns out the fewest others; who is turned out looks again. Hours that find no place within the bound are left out.
 */
export function placeLessons(hours: readonly WeeklyHour[], random: Random): readonly Placed[] {
  const places = placesOfClasses(hours);
  const busy = new Map<string, WeeklyHour>();
  const placeOf = new Map<WeeklyHour, string>();
  /** Lessons of a group on a day. */
  const onDay = new Map<string, number>();
  const dayOf = (hour: WeeklyHour, place: string): string => `${hour.group}/${place[0]}`;
  const count = (key: string, by: number): void => void onDay.set(key, (onDay.get(key) ?? 0) + by);
  const waiting = byDifficulty(hours);
  const keysAt = (hour: WeeklyHour, place: string): string[] =>
    [hour.classId, ...hour.teachers].map((who) => `${who}@${place}`);

  for (let round = 0; waiting.length > 0 && round < ROUNDS; round++) {
    const hour = waiting.shift() as WeeklyHour;
    const costs = (places.get(hour.classId) ?? []).map((place) => {
      const rivals = new Set(keysAt(hour, place).flatMap((key) => busy.get(key) ?? []));
      return { place, rivals, cost: rivals.size * 10 + (onDay.get(dayOf(hour, place)) ?? 0) * 4 + random.next() };
    });
    const best = costs.reduce((a, b) => (b.cost < a.cost ? b : a));
    for (const rival of best.rivals) {
      const left = placeOf.get(rival) ?? '';
      for (const key of keysAt(rival, left)) busy.delete(key);
      count(dayOf(rival, left), -1);
      placeOf.delete(rival);
      waiting.push(rival);
    }
    for (const key of keysAt(hour, best.place)) busy.set(key, hour);
    placeOf.set(hour, best.place);
    count(dayOf(hour, best.place), 1);
  }
  return [...placeOf].map(([hour, place]) => {
    const [weekday, slot] = place.split('/').map(Number);
    return { ...hour, weekday: weekday ?? 1, slot: slot ?? 1 };
  });
}

/** A class's hours fill its days from the first lesson on. */
function placesOfClasses(hours: readonly WeeklyHour[]): ReadonlyMap<string, readonly string[]> {
  const ofClass = Map.groupBy(hours, (hour) => hour.classId);
  return new Map(
    [...ofClass].map(([classId, own]) => {
      const places: string[] = [];
      for (let slot = 1; places.length < own.length; slot++) {
        for (let day = 1; day <= DAYS && places.length < own.length; day++) places.push(`${day}/${slot}`);
      }
      return [classId, places];
    }),
  );
}

/** Hours of the busiest teachers first. */
function byDifficulty(hours: readonly WeeklyHour[]): WeeklyHour[] {
  const load = new Map<string, number>();
  for (const teacher of hours.flatMap((hour) => hour.teachers)) load.set(teacher, (load.get(teacher) ?? 0) + 1);
  const weight = (hour: WeeklyHour): number =>
    hour.teachers.reduce((sum, teacher) => sum + (load.get(teacher) ?? 0), 0);
  return hours.toSorted((a, b) => weight(b) - weight(a));
}
