import { expect, test } from '@jest/globals';
import { mondayOfWeek, readDiarySearch, shiftWeek, weekOf, weekTitle } from './week-address.ts';

test.each([
  ['2026-10-13', '2026-W42', '2026-10-12'],
  ['2026-12-31', '2026-W53', '2026-12-28'],
  ['2027-01-03', '2026-W53', '2026-12-28'],
  ['2027-01-04', '2027-W01', '2027-01-04'],
  ['2024-12-30', '2025-W01', '2024-12-30'],
])('%s is in %s (JRN-9)', (date, week, monday) => {
  expect(weekOf(date)).toBe(week);
  expect(mondayOfWeek(week)).toBe(monday);
});

test.each([
  ['2026-W53', 1, '2027-W01'],
  ['2027-W01', -1, '2026-W53'],
  ['2026-W42', 1, '2026-W43'],
])('%s and %d more (JRN-9)', (week, weeks, expected) => {
  expect(shiftWeek(week, weeks)).toBe(expected);
});

test.each([
  ['2026-10-12', '2026-10-17', '12–17 октября'],
  ['2026-09-28', '2026-10-03', '28 сентября – 3 октября'],
])('the title of %s to %s', (from, to, title) => {
  expect(weekTitle(from, to)).toBe(title);
});

test('what is no week and no id is dropped from the address', () => {
  const student = '01920000-0000-7000-8000-000000000001';
  expect(readDiarySearch({ student, week: '2026-W42', view: 'results' })).toEqual({
    student,
    week: '2026-W42',
    view: 'results',
  });
  expect(readDiarySearch({ student: '../x', week: '2026-W99', view: 'all', lesson: 7 })).toEqual({});
});
