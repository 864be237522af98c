import type { AttendanceCode, MarkValue, ResultValue, Scale } from '@parta/contracts/values/mark';
import type { CellValue } from './cell-key.ts';

/** What a key or a pasted text asks to write, before it is known into which column. */
export type Sign = '1' | '2' | '3' | '4' | '5' | 'due' | 'absent' | 'ill' | 'excused' | 'late' | 'passed' | 'failed';

const attendanceLetters: Readonly<Record<AttendanceCode, string>> = {
  absent: 'н',
  ill: 'б',
  excused: 'у',
  unexcused: 'н',
  late: 'о',
};

const resultTexts = { 'not-attested': 'н/а', exempt: 'осв', 'not-graded': 'н/оц', mastered: 'осв' } as const;

/** A value as the grid, the tray and the clipboard show it; empty for an empty cell. */
export function textOfValue(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return attendanceLetters[value];
  switch (value.kind) {
    case 'grade':
      return String(value.value);
    case 'pass':
      return value.passed ? 'З' : 'Н';
    case 'due':
      return '•';
    case 'not-attested':
    case 'exempt':
    case 'not-graded':
    case 'mastered':
      return resultTexts[value.kind];
  }
}

/** The mark that a sign means on this scale; undefined when it means none. */
export function markOfSign(sign: Sign, scale: Scale): MarkValue | undefined {
  if (sign === 'due') return { kind: 'due' };
  if (sign === 'passed' || sign === 'failed')
    return scale === 'pass' ? { kind: 'pass', passed: sign === 'passed' } : undefined;
  const grade = Number(sign);
  return scale === 'five' && grade >= 1 && grade <= 5 ? { kind: 'grade', value: grade } : undefined;
}

export const attendanceOfSign = (sign: Sign): AttendanceCode | undefined =>
  sign === 'absent' || sign === 'ill' || sign === 'excused' || sign === 'late' ? sign : undefined;

/** In the column of results «н» is н/а and «о» освобождён. */
export function resultOfSign(sign: Sign, scale: Scale): ResultValue | undefined {
  if (sign === 'absent') return { kind: 'not-attested' };
  if (sign === 'late') return { kind: 'exempt' };
  const mark = markOfSign(sign, scale);
  if (mark?.kind === 'pass') return mark;
  return mark?.kind === 'grade' && mark.value >= 2 ? mark : undefined;
}

/** A first-grader's period ends with «н/оц», set by the key of «н». */
export const firstGradeResultOf = (sign: Sign): ResultValue | undefined =>
  sign === 'absent' ? { kind: 'not-graded' } : undefined;

const pasted: Readonly<Record<string, Sign>> = {
  '.': 'due',
  '•': 'due',
  н: 'absent',
  б: 'ill',
  у: 'excused',
  о: 'late',
  з: 'passed',
  зач: 'passed',
  зачёт: 'passed',
  'н/з': 'failed',
  незач: 'failed',
  'н/а': 'absent',
  'н/оц': 'absent',
  осв: 'late',
};

/** Signs of one pasted cell: «о4» is late and a four. Undefined when the text can't be read; no sign = an empty cell. */
export function signsOfText(text: string): readonly Sign[] | undefined {
  const clean = text.trim();
  if (clean === '') return [];
  if (clean === 'З') return ['passed'];
  if (clean === 'Н') return ['failed'];
  const lower = clean.toLowerCase();
  const whole = signOfWord(lower);
  if (whole) return [whole];
  const attendance = signOfWord(lower[0] ?? '');
  const rest = signOfWord(lower.slice(1).trim());
  return attendance && attendanceOfSign(attendance) && rest ? [attendance, rest] : undefined;
}

const signOfWord = (word: string): Sign | undefined => (/^[1-5]$/.test(word) ? (word as Sign) : pasted[word]);
