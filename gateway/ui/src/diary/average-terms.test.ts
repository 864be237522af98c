import { expect, test } from '@jest/globals';
import { averageFormula, averageLine, type SubjectMark, sumOf, termGroups, trendOf } from './average-terms.ts';

const of = (mark: SubjectMark['mark'], weight: number) => ({ mark, weight }) as SubjectMark;
const grade = (value: number, weight: number) => of({ kind: 'grade', value }, weight);

test('the average stands with its terms (JRN-5)', () => {
  expect(averageFormula([grade(5, 100), grade(4, 300)])).toBe('(5·1 + 4·3) / 4 = 4,25');
  expect(averageFormula([grade(5, 150), grade(4, 50)])).toBe('(5·1,5 + 4·0,5) / 2 = 4,75');
});

test('debts, passes and works without weight are no terms (R-43)', () => {
  const marks = [of({ kind: 'due' }, 200), of({ kind: 'pass', passed: true }, 100), grade(2, 0)];
  expect(averageFormula(marks)).toBeUndefined();
  expect(averageFormula([...marks, grade(5, 100)])).toBe('(5·1) / 1 = 5,00');
});

test('terms of one weight stand together, the heaviest first, and their sums are the whole (JRN-5)', () => {
  const marks = [grade(4, 200), grade(5, 100), grade(4, 300), grade(5, 200), grade(4, 100)];
  const groups = termGroups(marks);
  expect(groups.map(({ weight, values }) => [weight, values])).toEqual([
    [300, [4]],
    [200, [4, 5]],
    [100, [5, 4]],
  ]);
  expect(groups.reduce((sum, group) => sum + group.sum.sum, 0)).toBe(sumOf(marks).sum);
});

test('the line is the average after each mark; it rises or falls from five hundredths on', () => {
  expect(averageLine([grade(3, 100), of({ kind: 'due' }, 100), grade(5, 100), grade(5, 100)])).toEqual([300, 400, 433]);
  expect([trendOf([300, 400, 433]), trendOf([433, 400]), trendOf([400, 404]), trendOf([])]).toEqual([1, -1, 0, 0]);
});
