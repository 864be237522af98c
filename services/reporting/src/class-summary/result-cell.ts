import { addDays, type CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import type { ResultValue } from '@parta/contracts/values/mark';
import type { Period } from '@parta/contracts/values/school-year';
import type { StudentFacts, SubjectFacts } from './class-facts.ts';

/** What a result looks like on every sheet: a grade is a number, so that a spreadsheet can count it. [reports §0, types] */
export function resultText(value: ResultValue): string | number {
  switch (value.kind) {
    case 'grade':
      return value.value;
    case 'pass':
      return value.passed ? 'зач' : 'незач';
    case 'not-attested':
      return 'н/а';
    case 'exempt':
    case 'mastered':
      return 'осв';
    case 'not-graded':
      return 'н/оц';
  }
}

export const NOT_SET = '—';
export const NOTHING_DUE = '·';
export const OUTSIDE = '×';

interface Place {
  readonly student: StudentFacts;
  readonly subject: SubjectFacts;
  readonly period: Period;
  readonly upToPeriod: number | null;
  readonly today: CalendarDate;
}

/**
 * The cell of one pupil, subject and period. A result is due on the period's last day, from whoever is in the class and learns
 * the subject on that day. [reports §0, signs]
 */
export function resultCell(value: ResultValue | undefined, place: Place): string | number {
  const { student, subject, period, upToPeriod, today } = place;
  if (upToPeriod !== null && period.number > upToPeriod) return NOTHING_DUE;
  if (value) return resultText(value);
  const lastDay = addDays(period.to, -1);
  const enrolled = student.intervals.some((interval) => covers(interval, lastDay));
  if (!enrolled) return OUTSIDE;
  if (today < lastDay) return NOTHING_DUE;
  const learns = subject.rosters.some((roster) => roster.studentId === student.id && covers(roster, lastDay));
  return learns ? NOT_SET : NOTHING_DUE;
}
