import { expect, test } from '@jest/globals';
import { clockIn, fullDate, todayIn } from './calendar-day.ts';

test('late in the evening UTC the institution already has the next day (CUR-1)', () => {
  expect(todayIn('Europe/Moscow', new Date('2026-11-22T21:30:00Z'))).toBe('2026-11-23');
  expect(todayIn('Asia/Kamchatka', new Date('2026-11-22T11:30:00Z'))).toBe('2026-11-22');
});

test('moments stand on the institution’s clock (RPT-3)', () => {
  expect(clockIn('Europe/Moscow', '2026-11-22T11:20:00Z')).toBe('14:20');
});

test('days are written as on paper', () => {
  expect(fullDate('2026-09-01')).toBe('01.09.2026');
});
