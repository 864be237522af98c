import { addDays, type CalendarDate } from '../../values/calendar-date.ts';
import type { RefusalCode } from '../../values/cell.ts';
import type { EditPolicy } from './edit-policy.ts';
import { isWorkingDay, type WorkCalendar, workingDayAfter } from './working-days.ts';

/** What of a lesson is to be written; each has its own figure. */
export type Entry = 'current' | 'practical' | 'essay' | 'attendance' | 'topic' | 'homework' | 'work';

const figureOf: Readonly<Record<Entry, keyof EditPolicy>> = {
  current: 'currentDays',
  practical: 'practicalDays',
  essay: 'essayDays',
  attendance: 'attendanceDays',
  topic: 'topicDays',
  homework: 'homeworkDays',
  work: 'workDays',
};

export interface LessonState {
  /** The day on which the lesson was held. */
  readonly date: CalendarDate;
  readonly state: 'planned' | 'cancelled' | 'displaced';
  readonly yearClosed: boolean;
  readonly periodClosed: boolean;
}

export interface EditRules {
  readonly policy: EditPolicy;
  readonly calendar: WorkCalendar;
  /** The institution's day at the moment of writing. */
  readonly today: CalendarDate;
}

/** The last day on which an entry may change: inclusive; null = never closes; undefined = the policy has no figure. [002 §3.8, §6.3] */
export function lastOpenDay(
  date: CalendarDate,
  entry: Entry,
  { policy, calendar }: EditRules,
): CalendarDate | null | undefined {
  const days = policy[figureOf[entry]];
  if (days === null) return null;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 0) return undefined;
  let last = policy.unit === 'working' ? workingDayAfter(date, days, calendar) : addDays(date, days);
  if (policy.nonWorkingEnd === 'next-working-day' && !isWorkingDay(last, calendar))
    last = workingDayAfter(last, 1, calendar);
  return last;
}

/** Topics and homework may be prepared for coming lessons. */
const preparedAhead: readonly Entry[] = ['topic', 'homework'];

/**
 * Why this entry of a lesson can't change today, or undefined if it can. Fails closed: open only where a figure says so.
 * @see rules
 */
export function whyClosed(lesson: LessonState, entry: Entry, rules: EditRules): RefusalCode | undefined {
  const { policy, today } = rules;
  if (lesson.yearClosed) return 'year-closed';
  if (lesson.periodClosed && policy.closeWithPeriod !== false) return 'period-closed';
  // a displaced lesson waits for the teacher's decision
  if (lesson.state !== 'planned') return 'lesson-cancelled';
  if (lesson.date > today && policy.ahead !== true && !preparedAhead.includes(entry)) return 'lesson-ahead';
  const last = lastOpenDay(lesson.date, entry, rules);
  if (last === null) return undefined;
  return last !== undefined && today <= last ? undefined : 'window-closed';
}

/** Whether a lesson may move to another day: a move never reopens a window. */
export function whyNotMoved(
  lesson: LessonState & { readonly hasRecords: boolean },
  to: CalendarDate,
  rules: EditRules,
): 'lesson-has-records' | undefined {
  if (!lesson.hasRecords) return undefined;
  const open = whyClosed(lesson, 'current', rules) === undefined;
  return open && to <= rules.today ? undefined : 'lesson-has-records';
}
