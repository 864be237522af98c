import type { z } from 'zod';
import type { Light } from '@parta/contracts/http/journal/day';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';

type LightValue = z.infer<typeof Light>;

/** What a lesson has so far. */
export interface LessonFill {
  readonly date: CalendarDate;
  readonly state: 'planned' | 'cancelled' | 'displaced';
  readonly topic: string;
  readonly homework: string;
  readonly students: number;
  /** Students with at least one mark on the lesson. */
  readonly marked: number;
  readonly absent: number;
  readonly works: number;
  /** The first grade has none. */
  readonly takesHomework: boolean;
}

/** Four lights of a lesson. A lesson without a work needs no mark; a coming lesson owes nothing yet. [JRN-10] */
export function lightsOf(
  lesson: LessonFill,
  today: CalendarDate,
): Readonly<Record<'topic' | 'homework' | 'attendance' | 'marks', LightValue>> {
  const due: LightValue = lesson.date > today || lesson.state !== 'planned' ? 'not-due' : 'missing';
  return {
    topic: lesson.topic ? 'done' : due,
    homework: lesson.homework ? 'done' : lesson.takesHomework ? due : 'not-due',
    // presence is confirmed by whoever opened the lesson: a topic, an absence or a mark shows it
    attendance: lesson.absent > 0 || lesson.marked > 0 || lesson.topic ? 'done' : due,
    marks: marksLight(lesson),
  };
}

function marksLight({ works, marked, students, absent }: LessonFill): LightValue {
  if (works === 0) return 'not-due';
  if (marked === 0) return 'missing';
  return marked + absent >= students ? 'done' : 'partly';
}

/** What the late list names. */
export function missingOf({
  topic,
  homework,
  takesHomework,
  works,
  marked,
}: LessonFill): readonly ('topic' | 'homework' | 'marks')[] {
  return [
    ...(topic ? [] : (['topic'] as const)),
    ...(homework || !takesHomework ? [] : (['homework'] as const)),
    ...(works > 0 && marked === 0 ? (['marks'] as const) : []),
  ];
}
