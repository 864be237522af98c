import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { decideDivision } from './decide-division.ts';
import { type Held, holdFrom, sameHistory } from './hold-from.ts';
import { listDayOf } from './list-day.ts';

const first = CalendarDate.parse('2026-09-01');
const day = (offset: number): CalendarDate => addDays(first, offset);

describe('deciding anew from a day on', () => {
  it('leaves the past alone, holds from the day on, and changes nothing the second time (CNT-3)', () => {
    const step = fc.record({ offset: fc.nat(30), value: fc.constantFrom('a', 'b', null) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let history: readonly Held<string>[] = [];
        for (const { offset, value } of steps) {
          const next = value === null ? undefined : { value, to: null };
          const after = holdFrom(history, day(offset), next);
          const holder = (held: readonly Held<string>[], on: CalendarDate) =>
            held.filter((one) => covers(one, on)).map((one) => one.value);
          for (let at = 0; at < 32; at++) {
            expect(holder(after, day(at))).toEqual(
              at < offset ? holder(history, day(at)) : value === null ? [] : [value],
            );
          }
          expect(sameHistory(holdFrom(after, day(offset), next), after)).toBe(true);
          history = after;
        }
      }),
    );
  });
});

describe('division of a class', () => {
  const inClass = [
    { studentId: 's1', from: day(0), to: null },
    { studentId: 's2', from: day(0), to: day(60) },
  ];

  it('gives a place at most until the place in the class ends (CNT-3, R-23.10)', () => {
    const division = decideDivision(inClass, [], { studentIds: ['s1', 's2'], from: day(10) });
    expect([...(division?.changed.values() ?? [])].flat()).toEqual([
      { studentId: 's1', from: day(10), to: null },
      { studentId: 's2', from: day(10), to: day(60) },
    ]);
  });

  it('takes nobody who is not in the class on that day (CNT-3)', () => {
    expect(decideDivision(inClass, [], { studentIds: ['s2'], from: day(60) })).toBeUndefined();
    expect(decideDivision(inClass, [], { studentIds: ['s9'], from: day(1) })).toBeUndefined();
  });

  it('changes nothing when it is decided again (CNT-3)', () => {
    const places = [{ studentId: 's1', from: day(0), to: null }];
    expect(decideDivision(inClass, places, { studentIds: ['s1'], from: day(5) })?.changed.size).toBe(0);
  });
});

describe('the day of a class list (CNT-3)', () => {
  const year = { year: 2026 };
  it.each([
    ['today, while anyone is there', [{ from: day(0), to: null }], '2026-11-20', '2026-11-20'],
    ['the first day of a class to come', [{ from: day(0), to: null }], '2026-07-10', '2026-09-01'],
    ['today, when all have left in the middle of the year', [{ from: day(0), to: day(9) }], '2026-11-20', '2026-11-20'],
    [
      'the last day of a class whose year is over',
      [{ from: day(0), to: CalendarDate.parse('2027-07-01') }],
      '2027-09-05',
      '2027-06-30',
    ],
  ])('is %s', (_what, memberships, today, expected) => {
    expect(listDayOf(year, memberships, CalendarDate.parse(today))).toBe(expected);
  });
});
