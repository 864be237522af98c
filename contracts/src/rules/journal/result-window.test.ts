import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '../../values/calendar-date.ts';
import { strictestPolicy, type EditPolicy } from './edit-policy.ts';
import { productionCalendar } from './production-calendar.ts';
import { type ResultPeriod, whyResultClosed } from './result-window.ts';

const day = (text: string): CalendarDate => CalendarDate.parse(text);
const quarter = (over: Partial<ResultPeriod> = {}): ResultPeriod => ({
  from: day('2026-09-01'),
  to: day('2026-10-24'),
  closed: false,
  yearClosed: false,
  lastLesson: day('2026-10-22'),
  ...over,
});
const rules = (today: string, policy: Partial<EditPolicy> = {}) => ({
  policy: { ...strictestPolicy, ...policy },
  calendar: productionCalendar(2026),
  today: day(today),
});
const half = quarter({ from: day('2026-09-01'), to: day('2026-12-30'), lastLesson: day('2026-12-29') });

describe('period results: open, due, closed (JRN-7, JRN-20)', () => {
  it.each([
    ['R-17.1', quarter(), '2026-10-21', {}, 'result-ahead'],
    ['R-17.2', quarter(), '2026-10-22', {}, undefined],
    ['R-17.3', quarter(), '2026-10-22', { resultsOpen: 'last-day' }, 'result-ahead'],
    ['R-17.4', quarter(), '2026-10-20', { resultsOpen: { daysBefore: 3 } }, undefined],
    ['R-17.5', quarter(), '2026-10-23', {}, undefined],
    ['R-17.6', quarter(), '2026-10-24', {}, undefined],
    ['R-17.7', quarter(), '2026-10-28', {}, undefined],
    ['R-17.8', quarter(), '2026-10-29', {}, 'result-closed'],
    ['R-17.9', quarter(), '2026-10-24', { periodResultDays: 0 }, 'result-closed'],
    ['R-17.10', half, '2027-01-03', {}, undefined],
    ['R-17.11', quarter({ closed: true }), '2026-10-27', {}, 'period-closed'],
  ] as const)('%s', (_row, period, today, policy, expected) => {
    expect(whyResultClosed(period, rules(today, policy))).toBe(expected);
  });
});
