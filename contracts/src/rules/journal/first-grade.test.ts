import { describe, expect, it } from '@jest/globals';
import { strictestPolicy } from './edit-policy.ts';
import { firstGradeHomework, isFirstGradeResult, isMarkless } from './first-grade.ts';

describe('the grade without marks (JRN-6)', () => {
  it.each([
    ['R-24.1 the first grade of a school', 1, 'school', true],
    ['the second grade', 2, 'school', false],
    ['the first course of a college', 1, 'college', false],
  ] as const)('%s', (_row, grade, kind, expected) => {
    expect(isMarkless(grade, kind, strictestPolicy)).toBe(expected);
  });

  it.each([
    ['R-24.3 homework left empty', '', 'нет'],
    ['R-24.3 «Нет» written out', 'Нет', 'нет'],
    ['R-24.4 a task', 'стр. 5', undefined],
  ])('%s', (_row, text, stored) => {
    expect(firstGradeHomework(text)).toBe(stored);
  });

  it.each([
    ['R-24.5 Q1 н/оц', { kind: 'not-graded' }, 'period', true],
    ['R-24.6 Q1 5', { kind: 'grade', value: 5 }, 'period', false],
    ['R-24.6 Q1 осв', { kind: 'mastered' }, 'period', false],
    ['R-24.6 Q1 exempt', { kind: 'exempt' }, 'period', false],
    ['R-24.7 the year осв', { kind: 'mastered' }, 'year', true],
    ['R-24.7 the year exempt', { kind: 'exempt' }, 'year', false],
    ['R-24.8 the year 4', { kind: 'grade', value: 4 }, 'year', false],
  ] as const)('%s', (_row, result, of, expected) => {
    expect(isFirstGradeResult(result, of)).toBe(expected);
  });
});
