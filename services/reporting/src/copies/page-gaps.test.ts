import { expect, test } from '@jest/globals';
import { gapBefore, withoutSeq } from './page-gaps.ts';

test('the next save opens no gap, a later one opens what lies between', () => {
  expect(gapBefore(0, 1)).toBeUndefined();
  expect(gapBefore(4, 5)).toBeUndefined();
  expect(gapBefore(4, 8)).toEqual({ first: 5, last: 7 });
  expect(gapBefore(0, 3)).toEqual({ first: 1, last: 2 });
});

test('a save that arrives after all splits its gap, trims it or closes it', () => {
  expect(withoutSeq({ first: 5, last: 9 }, 7)).toEqual([
    { first: 5, last: 6 },
    { first: 8, last: 9 },
  ]);
  expect(withoutSeq({ first: 5, last: 9 }, 5)).toEqual([{ first: 6, last: 9 }]);
  expect(withoutSeq({ first: 5, last: 5 }, 5)).toEqual([]);
});
