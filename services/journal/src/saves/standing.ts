import {
  averageHundredths,
  minus,
  nothing,
  plus,
  proposedResult,
  termOf,
  type WeightedSum,
} from '@parta/contracts/rules/journal/average';
import type { AttendanceCode, MarkValue } from '@parta/contracts/values/mark';

/** What a page keeps of one student in one period; additive, so a save changes it without reading other cells. [domain §6] */
export interface Standing extends WeightedSum {
  /** Missed lessons; coming late is none. */
  readonly absences: number;
}

export const emptyStanding: Standing = { ...nothing, absences: 0 };

export const markChanged = (
  standing: Standing,
  before: MarkValue | null,
  after: MarkValue | null,
  weight: number,
): Standing => ({
  ...standing,
  ...plus(minus(standing, termOf(before, weight)), termOf(after, weight)),
});

const missed = (code: AttendanceCode | null): number => (code === null || code === 'late' ? 0 : 1);

export const attendanceChanged = (
  standing: Standing,
  before: AttendanceCode | null,
  after: AttendanceCode | null,
): Standing => ({
  ...standing,
  absences: standing.absences - missed(before) + missed(after),
});

/** As pages and diaries show it. */
export function shownStanding(studentId: string, standing: Standing) {
  const average = averageHundredths(standing);
  return {
    studentId,
    averageHundredths: average,
    marks: standing.marks,
    absences: standing.absences,
    proposed: proposedResult(average),
  };
}
