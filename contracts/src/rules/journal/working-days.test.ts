import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '../../values/calendar-date.ts';
import { productionCalendar } from './production-calendar.ts';
import { workingDayAfter } from './working-days.ts';

const day = (text: string): CalendarDate => CalendarDate.parse(text);

describe('working days (JRN-4, JRN-20, RPT-2)', () => {
  it.each([
    ['R-02.1', '2026-09-04', 2, 5, '2026-09-08'],
    ['R-02.2', '2026-09-04', 2, 6, '2026-09-07'],
    ['R-02.3 4 November is off', '2026-11-03', 1, 5, '2026-11-05'],
    ['R-02.4 pupils’ holidays are working days', '2026-10-23', 1, 5, '2026-10-26'],
    ['R-02.5', '2026-12-29', 2, 5, '2027-01-11'],
    ['R-02.6', '2026-12-30', 1, 5, '2027-01-11'],
    ['R-02.7', '2027-04-30', 1, 5, '2027-05-04'],
  ] as const)('%s', (_row, from, count, week, expected) => {
    expect(workingDayAfter(day(from), count, productionCalendar(2026, week))).toBe(expected);
  });

  it('R-02.8 a Saturday declared working counts', () => {
    const calendar = { ...productionCalendar(2026), declaredWorking: new Set([day('2027-02-20')]) };
    expect(workingDayAfter(day('2027-02-19'), 1, calendar)).toBe('2027-02-20');
  });
});
