import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MarkValue } from '../../values/mark.ts';
import { averageHundredths, nothing, plus, proposedResult, termOf } from './average.ts';

const grade = (value: number): MarkValue => ({ kind: 'grade', value });
type Weighed = readonly [MarkValue | null, number];
const average = (cells: readonly Weighed[]): number | null =>
  averageHundredths(cells.map(([mark, weight]) => termOf(mark, weight)).reduce(plus, nothing));
const at = (value: number, weight: number): Weighed => [grade(value), Math.round(weight * 100)];

describe('the weighted average (JRN-5)', () => {
  it.each([
    ['R-43.1', [at(5, 1), at(4, 1), at(3, 2)], 375],
    ['R-43.2', [at(5, 10), at(4, 20), at(3, 40)], 357],
    ['R-43.3', [at(5, 1), ...Array.from({ length: 7 }, () => at(4, 1))], 413],
    ['R-43.4 where floats err', [at(3, 27), at(2, 13)], 268],
    ['R-43.5', [at(5, 1.5), at(4, 1)], 460],
    ['R-43.6 weight 0', [at(5, 0)], null],
    ['R-43.7', [at(5, 0), at(3, 1)], 300],
    ['R-43.8 a debt does not count', [at(5, 1), [{ kind: 'due' }, 200]], 500],
    [
      'R-43.10 absences only',
      [
        [null, 100],
        [null, 100],
      ],
      null,
    ],
    ['R-43.11 other scales do not count', [at(5, 1), [{ kind: 'pass', passed: true }, 100]], 500],
  ] as const)('%s', (_row, cells, expected) => {
    expect(average(cells as readonly Weighed[])).toBe(expected);
  });

  const cell = fc.tuple(fc.integer({ min: 1, max: 5 }).map(grade), fc.integer({ min: 1, max: 5000 }));
  it('lies between 1 and 5, whatever the order and the scale of the weights', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), fc.integer({ min: 2, max: 9 }), (cells, factor) => {
        const value = average(cells) ?? 0;
        expect(value).toBeGreaterThanOrEqual(100);
        expect(value).toBeLessThanOrEqual(500);
        expect(average(cells.toReversed())).toBe(value);
        expect(average(cells.map(([mark, weight]) => [mark, weight * factor] as const))).toBe(value);
      }),
    );
  });
});

describe('from average to a proposed result (JRN-5)', () => {
  it.each([
    ['R-44.1', 249, [2, 2, 2]],
    ['R-44.2', 250, [3, 2, 2]],
    ['R-44.3', 259, [3, 2, 2]],
    ['R-44.4', 260, [3, 3, 2]],
    ['R-44.5', 265, [3, 3, 3]],
    ['R-44.6', 349, [3, 3, 3]],
    ['R-44.7', 355, [4, 3, 3]],
    ['R-44.8', 360, [4, 4, 3]],
    ['R-44.9', 450, [5, 4, 4]],
    ['R-44.10', 464, [5, 5, 4]],
    ['R-44.11', 465, [5, 5, 5]],
    ['R-44.12', 100, [2, 2, 2]],
    ['R-44.13 no marks', null, [null, null, null]],
  ] as const)('%s', (_row, value, expected) => {
    const thresholds = [
      [250, 350, 450],
      [260, 360, 460],
      [265, 365, 465],
    ];
    expect(thresholds.map((each) => proposedResult(value, each))).toEqual(expected);
  });
});
