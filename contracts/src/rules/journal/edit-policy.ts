/** Days after the lesson during which an entry may still change; `null` never closes. Keys of rules §9 without their `edit.` */
export interface EditPolicy {
  readonly currentDays: number | null;
  readonly attendanceDays: number | null;
  readonly topicDays: number | null;
  readonly homeworkDays: number | null;
  readonly workDays: number | null;
  readonly practicalDays: number | null;
  readonly essayDays: number | null;
  /** Days after a period's end for its results. */
  readonly periodResultDays: number;
  /** Whether entries for lessons of coming days are taken. */
  readonly ahead: boolean;
  readonly unit: 'calendar' | 'working';
  readonly nonWorkingEnd: 'as-is' | 'next-working-day';
  /** Whether closing a period closes its cells. */
  readonly closeWithPeriod: boolean;
  readonly resultsOpen: 'last-lesson' | 'last-day' | { readonly daysBefore: number };
  /** Grades whose pupils get no marks. */
  readonly noMarkGrades: readonly number[];
}

/** Krasnodar's department [002 §6.3] and the contracts' strictest default: what holds while nobody has said otherwise. */
export const strictestPolicy: EditPolicy = {
  currentDays: 10,
  attendanceDays: 10,
  topicDays: 10,
  homeworkDays: 10,
  workDays: 10,
  practicalDays: 7,
  essayDays: 10,
  periodResultDays: 5,
  ahead: false,
  unit: 'calendar',
  nonWorkingEnd: 'as-is',
  closeWithPeriod: true,
  resultsOpen: 'last-lesson',
  noMarkGrades: [1],
};
