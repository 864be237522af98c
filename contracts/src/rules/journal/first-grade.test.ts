import { describe, expect, it } from '@jest/globals';
import { strictestPolicy } from './edit-policy.ts';
import { isMarkless } from './first-grade.ts';

describe('the grade without marks (JRN-6)', () => {
  it.each([
    ['R-24.1 the first grade of a school', 1, 'school', true],
    ['the second grade', 2, 'school', false],
    ['the first course of a college', 1, 'college', false],
  ] as const)('%s', (_row, grade, kind, expected) => {
    expect(isMarkless(grade, kind, strictestPolicy)).toBe(expected);
  });
});
