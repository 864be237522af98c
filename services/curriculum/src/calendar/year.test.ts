import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { checkPeriods, nextYear, sameYear, type Year } from './year.ts';

const day = (text: string) => CalendarDate.parse(text);
const id = (number: number) => `0190c7a0-0000-7000-8000-00000000000${number}`;
const scheme = (number: number, ...periods: [string, string][]) => ({
  ...{ id: id(number), name: 'Четверти', kind: 'quarter' as const },
  periods: periods.map(([from, to], index) => ({
    id: id(9),
    number: index + 1,
    name: `${index + 1}`,
    from: day(from),
    to: day(to),
  })),
});
const bells = (number: number) => ({ id: id(number), name: 'Обычные', slots: [] });
const year: Year = {
  ...{ id: id(1), year: 2026, from: day('2026-09-01'), to: day('2027-06-01'), state: 'open', version: 3 },
  ...{
    schemes: [scheme(2, ['2026-09-01', '2026-10-26'])],
    holidays: [],
    workingSaturdays: [],
    weekDays: 5,
    bells: [bells(3)],
  },
};
const nothing = { schemeIds: new Set<string>(), bellIds: new Set<string>() };

describe('periods of a year (CUR-1)', () => {
  it.each<[string, [string, string][], string | null]>([
    [
      'one after the other',
      [
        ['2026-09-01', '2026-10-26'],
        ['2026-10-26', '2026-12-31'],
      ],
      null,
    ],
    [
      'in any order, with a gap',
      [
        ['2026-11-02', '2026-12-31'],
        ['2026-09-01', '2026-10-26'],
      ],
      null,
    ],
    [
      'sharing a day',
      [
        ['2026-09-01', '2026-10-27'],
        ['2026-10-26', '2026-12-31'],
      ],
      'periods-overlap',
    ],
    ['before the year', [['2026-08-31', '2026-10-26']], 'period-outside-year'],
    ['after the year', [['2026-09-01', '2027-06-02']], 'period-outside-year'],
    ['without a day', [['2026-09-01', '2026-09-01']], 'period-outside-year'],
  ])('%s', (_what, periods, code) => {
    const check = () => checkPeriods({ ...year, schemes: [scheme(2, ...periods)] });
    if (code === null) expect(check).not.toThrow();
    else expect(check).toThrow(code);
  });

  it('may overlap where they are of two schemes', () => {
    const schemes = [scheme(2, ['2026-09-01', '2026-10-26']), scheme(4, ['2026-09-01', '2026-12-31'])];
    expect(() => checkPeriods({ ...year, schemes })).not.toThrow();
  });

  it('are refused in a year without a day', () => {
    expect(() => checkPeriods({ from: year.to, to: year.from, schemes: [] })).toThrow('period-outside-year');
  });
});

describe('a changed year (CUR-1)', () => {
  it('keeps its id, its state and the schemes and bells that are in use', () => {
    const plan = { ...year, id: id(7), schemes: [scheme(5)], bells: [bells(6)] };
    const used = { schemeIds: new Set([id(2)]), bellIds: new Set([id(3)]) };
    const kept = nextYear(year, plan, used);
    expect([kept.id, kept.state, kept.schemes.map((one) => one.id), kept.bells.map((one) => one.id)]).toEqual([
      ...[id(1), 'open', [id(5), id(2)]],
      [id(6), id(3)],
    ]);
    expect(nextYear(year, plan, nothing).bells.map((one) => one.id)).toEqual([id(6)]);
  });

  it('is the same when nothing differs', () => {
    expect(sameYear(year, nextYear(year, { ...year }, nothing))).toBe(true);
    expect(sameYear(year, nextYear(year, { ...year, weekDays: 6 }, nothing))).toBe(false);
  });
});
