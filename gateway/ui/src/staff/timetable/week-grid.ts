import { addDays } from '../../format/russian-date.ts';

/** A lesson of the answer, as far as the grid needs it. */
export interface GridLesson {
  readonly id: string;
  readonly date: string;
  readonly slot: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly subjectName: string;
  readonly groupName: string;
  readonly room: string | null;
  readonly teachers: readonly string[];
  readonly state: 'planned' | 'cancelled' | 'displaced';
}

/** Lessons of one subject that run side by side: the subgroups of a class. */
export interface Together<Lesson extends GridLesson> {
  readonly subjectName: string;
  readonly lessons: readonly Lesson[];
}

export interface GridSlot<Lesson extends GridLesson> {
  readonly slot: number;
  /** The times that most lessons of the slot keep. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly cells: ReadonlyMap<string, readonly Together<Lesson>[]>;
}

export interface WeekGrid<Lesson extends GridLesson> {
  /** Monday to Friday always, Saturday and Sunday with lessons only. */
  readonly days: readonly string[];
  /** Every slot from the first with a lesson to the last: a window is an empty row's cell. */
  readonly slots: readonly GridSlot<Lesson>[];
}

/** Days × slots of a week that begins on `monday`. */
export function weekGrid<Lesson extends GridLesson>(lessons: readonly Lesson[], monday: string): WeekGrid<Lesson> {
  const last = Math.max(4, ...[5, 6].filter((day) => lessons.some(({ date }) => date === addDays(monday, day))));
  const days = Array.from({ length: last + 1 }, (_, day) => addDays(monday, day));
  if (lessons.length === 0) return { days, slots: [] };
  const numbers = lessons.map(({ slot }) => slot);
  const first = Math.min(...numbers, 1);
  const slots = Array.from({ length: Math.max(...numbers) - first + 1 }, (_, index) =>
    gridSlot(first + index, lessons, days),
  );
  return { days, slots };
}

function gridSlot<Lesson extends GridLesson>(
  slot: number,
  all: readonly Lesson[],
  days: readonly string[],
): GridSlot<Lesson> {
  const lessons = all.filter((lesson) => lesson.slot === slot);
  const [startsAt = '', endsAt = ''] = mostCommon(lessons.map((lesson) => `${lesson.startsAt} ${lesson.endsAt}`)).split(
    ' ',
  );
  const cells = new Map(days.map((day) => [day, together(lessons.filter(({ date }) => date === day))]));
  return { slot, startsAt, endsAt, cells };
}

/** Subgroups under one subject, in the order of their names. */
export function together<Lesson extends GridLesson>(lessons: readonly Lesson[]): readonly Together<Lesson>[] {
  const bySubject = Map.groupBy(lessons, (lesson) => lesson.subjectName);
  return [...bySubject].map(([subjectName, own]) => ({
    subjectName,
    lessons: own.toSorted((a, b) => a.groupName.localeCompare(b.groupName, 'ru', { numeric: true })),
  }));
}

function mostCommon(texts: readonly string[]): string {
  const counts = Map.groupBy(texts, (text) => text);
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? '';
}
