import { describe, expect, test } from '@jest/globals';
import { nextRound } from './next-round.ts';

describe('the round after one that began at', () => {
  test.each([
    ['2026-11-03T00:10:00', '2026-11-03T03:00:00'],
    ['2026-11-03T02:58:59', '2026-11-03T03:00:00'],
    // its timer rang a moment too early
    ['2026-11-03T02:59:59.999', '2026-11-04T03:00:00'],
    ['2026-11-03T03:00:00.004', '2026-11-04T03:00:00'],
    ['2026-12-31T15:00:00', '2027-01-01T03:00:00'],
  ])('%s is at %s', (startedAt, at) => {
    expect(nextRound(new Date(startedAt), 3)).toEqual(new Date(at));
  });
});
