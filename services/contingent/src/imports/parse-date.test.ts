import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, CalendarDate } from '@parta/contracts/values/calendar-date';
import { parseDate, russianDate } from './parse-date.ts';

const today = CalendarDate.parse('2026-11-20');

describe('dates of a class list (CNT-9)', () => {
  it.each([
    ['14.03.2010', '2010-03-14'],
    [' 4.3.10 ', '2010-03-04'],
    ['04/03/2010', '2010-03-04'],
    ['14-03-2010', '2010-03-14'],
    ['14.03.2010 г.', '2010-03-14'],
    ['2010-03-14', '2010-03-14'],
    ['2010-03-14T00:00:00.000Z', '2010-03-14'],
    ['40251', '2010-03-14'],
    ['14.03.26', '2026-03-14'],
    ['14.03.27', '1927-03-14'],
    ['29.02.2012', '2012-02-29'],
  ])('reads %s as %s', (text, date) => expect(parseDate(text, today)).toBe(date));

  it.each(['30.02.2010', '29.02.2010', '14.13.2010', '00.01.2010', '14 марта', '', '2010', '14.03', '=A1'])(
    'takes %s for no date',
    (text) => expect(parseDate(text, today)).toBeUndefined(),
  );

  it('reads back every day that lists show', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 0 }), (days) => {
        const date = addDays(today, days);
        expect(parseDate(russianDate(date), today)).toBe(date);
      }),
    );
  });
});
