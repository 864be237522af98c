import { expect, test } from '@jest/globals';
import { addWeeks, isIsoWeek, isoWeekOf, mondayOfWeek } from './iso-week.ts';

test.each([
  ['2026-11-22', '2026-W47', '2026-11-16'],
  ['2026-01-01', '2026-W01', '2025-12-29'],
  ['2027-01-01', '2026-W53', '2026-12-28'],
  ['2027-01-04', '2027-W01', '2027-01-04'],
])('%s lies in %s, whose Monday is %s (CUR-7)', (date, week, monday) => {
  expect(isoWeekOf(date)).toBe(week);
  expect(mondayOfWeek(week)).toBe(monday);
});

test('arrows step over the end of a year with 53 weeks (CUR-7)', () => {
  expect(addWeeks('2026-W53', 1)).toBe('2027-W01');
  expect(addWeeks('2027-W01', -1)).toBe('2026-W53');
});

test('an address with something else than a week is not one', () => {
  expect(isIsoWeek('2026-W54')).toBe(false);
  expect(isIsoWeek(undefined)).toBe(false);
  expect(isIsoWeek('2026-W47')).toBe(true);
});
