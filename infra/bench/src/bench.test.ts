import { describe, expect, it } from '@jest/globals';
import { inTurns, middleOf } from './load/turns.ts';
import { layoutShiftScore } from './pages/layout-shift.ts';
import { resultTable, verdictOf } from './result-table.ts';
import { median, percentile } from './statistics.ts';

describe('figures of a bench', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[], Number.NaN],
  ])('takes the middle of %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it.each([
    [0.95, 19],
    [0.5, 10],
    [1, 20],
    [0, 1],
  ])('takes the value that a share of %d does not exceed', (share, expected) => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(percentile(values, share)).toBe(expected);
  });

  it('has no percentile of nothing', () => {
    expect(percentile([], 0.95)).toBeNaN();
  });

  it('plays two sides turn by turn and takes the turn whose ratio is in the middle', async () => {
    const order: string[] = [];
    const side = (name: string, speeds: readonly number[]) => async () => {
      order.push(name);
      return speeds[order.filter((each) => each === name).length - 1] ?? 0;
    };
    const ratio = (turn: { readonly ours: number; readonly theirs: number }) => turn.ours / turn.theirs;
    // the machine becomes half as fast between the two sides of the second turn, and stays so
    const turn = await inTurns(side('ours', [50, 51, 24]), side('theirs', [100, 50, 50]), ratio);
    expect(turn).toEqual({ ours: 50, theirs: 100 });
    expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs']);
    expect(() => middleOf([], ratio)).toThrow(RangeError);
  });

  it('sums the shifts of the worst window only', () => {
    const near = [0, 500, 900].map((at) => ({ at, value: 0.02 }));
    expect(layoutShiftScore([...near, { at: 3000, value: 0.03 }])).toBeCloseTo(0.06);
    const long = [0, 900, 1800, 2700, 3600, 4500, 5400].map((at) => ({ at, value: 0.01 }));
    expect(layoutShiftScore(long)).toBeCloseTo(0.06);
    expect(layoutShiftScore([])).toBe(0);
  });

  it('says ok, over, nothing to reach, or that there is no figure', () => {
    const figure = { page: 'diary', what: 'largest paint', unit: 'ms', goal: 1800 } as const;
    expect(verdictOf({ ...figure, value: 1800 })).toBe('ok');
    expect(verdictOf({ ...figure, value: 1801 })).toBe('over');
    expect(verdictOf({ ...figure, goal: null, value: 1 })).toBe('');
    expect(verdictOf({ ...figure, value: Number.NaN })).toBe('none');
  });

  it('writes columns of one width, numbers to the right', () => {
    const rows = resultTable([
      { page: 'diary', what: 'largest paint', unit: 'ms', goal: 1800, value: 950.4 },
      { page: 'journal page', what: 'layout shift', unit: '', goal: 0.05, value: 0.1234 },
      { page: 'diary', what: 'JavaScript', unit: 'KB', goal: 150, value: Number.NaN },
    ]);
    expect(rows).toEqual([
      'page          figure              goal   value',
      'diary         largest paint  ≤ 1800 ms  950 ms  ok',
      'journal page  layout shift     ≤ 0.050   0.123  over',
      'diary         JavaScript      ≤ 150 KB       –  none',
    ]);
  });
});
