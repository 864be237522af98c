import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { type InForce, putInForce, stateOf } from './in-force.ts';

const day = (text: string) => CalendarDate.parse(text);
const weekZero = day('2026-08-31');
const from = (text: string, versionId: string, zero = weekZero): InForce => ({
  from: day(text),
  versionId,
  weekZero: zero,
});
const shown = (timeline: readonly InForce[]) => timeline.map((one) => `${one.from} ${one.versionId}`);

describe('versions of a year in force (CUR-7)', () => {
  const two = [from('2026-09-01', 'a'), from('2026-11-09', 'b')];

  it.each<[string, InForce, string[]]>([
    ['a new one takes the rest of the year', from('2026-12-01', 'c'), ['2026-09-01 a', '2026-11-09 b', '2026-12-01 c']],
    ['the same again changes nothing', from('2026-11-09', 'b'), ['2026-09-01 a', '2026-11-09 b']],
    ['one that holds already goes on', from('2026-12-01', 'b'), ['2026-09-01 a', '2026-11-09 b']],
    ['an earlier day takes what came later', from('2026-10-01', 'b'), ['2026-09-01 a', '2026-10-01 b']],
    ['an old one may come back', from('2026-12-01', 'a'), ['2026-09-01 a', '2026-11-09 b', '2026-12-01 a']],
    [
      'other first week, other lessons',
      from('2026-12-01', 'b', day('2026-09-07')),
      ['2026-09-01 a', '2026-11-09 b', '2026-12-01 b'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(shown(putInForce(two, change))).toEqual(expected);
  });

  it.each([
    ['2026-10-01', 'a', 'published'],
    ['2026-11-09', 'a', 'replaced'],
    ['2026-10-01', 'b', 'published'],
    ['2027-08-01', 'b', 'published'],
    ['2026-10-01', 'c', 'replaced'],
  ])('on %s %s is %s', (today, versionId, state) => {
    expect(stateOf(versionId, two, day(today))).toBe(state);
  });
});
