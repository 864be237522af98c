import type { CellChange } from '@parta/contracts/values/cell';
import type { AttendanceCode, MarkValue, ResultValue } from '@parta/contracts/values/mark';

/** A place of the page that can be written: one work, lesson or period of one student. */
export type CellTarget =
  | { readonly kind: 'mark'; readonly workId: string; readonly studentId: string }
  | { readonly kind: 'attendance'; readonly lessonId: string; readonly studentId: string }
  | { readonly kind: 'result'; readonly periodId: string; readonly studentId: string };

export type CellValue = MarkValue | AttendanceCode | ResultValue | null;

export function keyOf(target: CellTarget): string {
  switch (target.kind) {
    case 'mark':
      return `mark/${target.workId}/${target.studentId}`;
    case 'attendance':
      return `attendance/${target.lessonId}/${target.studentId}`;
    case 'result':
      return `result/${target.periodId}/${target.studentId}`;
  }
}

/** Whose cell a key names, without the target at hand. */
export const studentOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

interface Wish {
  readonly target: CellTarget;
  readonly value: CellValue;
  readonly comment?: string;
}

/** The change as the batch carries it. */
export function changeOf({ target, value, comment }: Wish, baseVersion: number): CellChange {
  const said = comment === undefined ? {} : { comment };
  switch (target.kind) {
    case 'mark':
      return { ...target, baseVersion, ...said, mark: value as MarkValue | null };
    case 'attendance':
      return { ...target, baseVersion, ...said, code: value as AttendanceCode | null };
    case 'result':
      return { ...target, baseVersion, ...said, result: value as ResultValue | null };
  }
}

export function sameValue(a: CellValue, b: CellValue): boolean {
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return a === b;
  return JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted());
}
