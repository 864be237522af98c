export interface NowLine {
  /** The lesson that the line stands before; the count of lessons = after the last. */
  readonly before: number;
  readonly key: 'now' | 'nowLesson' | 'nowAfter';
  /** Minutes until the lesson begins. */
  readonly minutes: number;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Where the line of now stands among the day's lessons; none while the day is still far off. Times are `HH:MM`. */
export function nowLineOf(
  lessons: readonly { startsAt: string; endsAt: string }[],
  clock: string,
): NowLine | undefined {
  const now = minutesOf(clock);
  const before = lessons.findIndex((lesson) => minutesOf(lesson.endsAt) > now);
  const lesson = lessons[before];
  if (!lesson) return lessons.length > 0 ? { before: lessons.length, key: 'nowAfter', minutes: 0 } : undefined;
  const minutes = minutesOf(lesson.startsAt) - now;
  if (minutes > 0) return minutes <= 120 || before > 0 ? { before, key: 'now', minutes } : undefined;
  return { before, key: 'nowLesson', minutes: 0 };
}
