import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, CalendarDate, dateIn } from '../../values/calendar-date.ts';
import { strictestPolicy } from './edit-policy.ts';
import { type EditRules, type Entry, type LessonState, whyClosed, whyNotMoved } from './edit-window.ts';
import { productionCalendar } from './production-calendar.ts';

const day = (text: string): CalendarDate => CalendarDate.parse(text);
const lesson = (date: string, over: Partial<LessonState> = {}): LessonState => ({
  date: day(date),
  state: 'planned',
  yearClosed: false,
  periodClosed: false,
  ...over,
});
const on = (today: string, policy: Partial<EditRules['policy']> = {}): EditRules => ({
  policy: { ...strictestPolicy, ...policy },
  calendar: productionCalendar(2026),
  today: day(today),
});
/** What a writer at an instant meets on a page of a zone. */
const at = (timeZone: string, instant: string): EditRules => on(dateIn(timeZone, new Date(instant)));

describe('the local day and its end (JRN-20)', () => {
  it.each([
    ['R-01.1', 'Europe/Moscow', '2026-09-11T20:59:59Z', undefined],
    ['R-01.2', 'Europe/Moscow', '2026-09-11T21:00:00Z', 'window-closed'],
    ['R-01.3', 'Asia/Tomsk', '2026-09-11T16:59:59Z', undefined],
    ['R-01.4', 'Asia/Tomsk', '2026-09-11T17:00:00Z', 'window-closed'],
    ['R-01.5', 'Europe/Kaliningrad', '2026-09-11T21:30:00Z', undefined],
    ['R-01.6', 'Asia/Kamchatka', '2026-09-11T12:00:00Z', 'window-closed'],
    ['R-01.7 arrived a moment before midnight', 'Europe/Moscow', '2026-09-11T20:59:59.900Z', undefined],
    ['R-01.8 typed before, arrived after midnight', 'Europe/Moscow', '2026-09-11T21:10:00Z', 'window-closed'],
    ['R-01.9 the page’s zone, not the device’s in Vladivostok', 'Europe/Moscow', '2026-09-11T15:00:00Z', undefined],
  ])('%s', (_row, zone, instant, expected) => {
    expect(whyClosed(lesson('2026-09-01'), 'current', at(zone, instant))).toBe(expected);
  });
});

describe('the day that counts is the day on which the lesson was held (JRN-20, CUR-7)', () => {
  it.each([
    ['R-03.1 moved to 14 Sep, the tenth day', lesson('2026-09-14'), '2026-09-24', undefined],
    ['R-03.2 moved to 14 Sep, the eleventh day', lesson('2026-09-14'), '2026-09-25', 'window-closed'],
    ['R-03.6 cancelled', lesson('2026-09-14', { state: 'cancelled' }), '2026-09-14', 'lesson-cancelled'],
    ['R-03.7 displaced', lesson('2026-09-14', { state: 'displaced' }), '2026-09-14', 'lesson-cancelled'],
    ['R-03.8 held remotely, the tenth day', lesson('2027-01-18'), '2027-01-28', undefined],
  ] as const)('%s', (_row, given, today, expected) => {
    expect(whyClosed(given, 'current', on(today))).toBe(expected);
  });

  it.each([
    ['R-03.3 the window is over', '2026-09-01', '2026-09-10', '2026-09-14', 'lesson-has-records'],
    ['R-03.4 to another past day', '2026-09-10', '2026-09-11', '2026-09-14', undefined],
    ['R-03.5 to a coming day', '2026-09-10', '2026-09-15', '2026-09-14', 'lesson-has-records'],
  ] as const)('%s', (_row, held, to, today, expected) => {
    expect(whyNotMoved({ ...lesson(held), hasRecords: true }, day(to), on(today))).toBe(expected);
  });
});

describe('current marks (JRN-20)', () => {
  it.each([
    ['R-10.1', '2026-09-01', '2026-09-11', {}, undefined],
    ['R-10.2', '2026-09-01', '2026-09-12', {}, 'window-closed'],
    ['R-10.3 holidays and Sunday count', '2026-10-22', '2026-11-01', {}, undefined],
    ['R-10.4 the end does not slide', '2026-10-22', '2026-11-02', {}, 'window-closed'],
    ['R-10.5 working days', '2026-10-22', '2026-11-06', { unit: 'working' }, undefined],
    ['R-10.6 working days are over', '2026-10-22', '2026-11-07', { unit: 'working' }, 'window-closed'],
    [
      'R-10.7 the end slides where the policy says so',
      '2026-10-22',
      '2026-11-02',
      { nonWorkingEnd: 'next-working-day' },
      undefined,
    ],
    ['R-10.8 no days at all', '2026-09-01', '2026-09-02', { currentDays: 0 }, 'window-closed'],
  ] as const)('%s', (_row, held, today, policy, expected) => {
    expect(whyClosed(lesson(held), 'current', on(today, policy))).toBe(expected);
  });

  it('R-10.9 a closed period closes its cells, unless the policy keeps them', () => {
    const closed = lesson('2026-10-23', { periodClosed: true });
    expect(whyClosed(closed, 'current', on('2026-10-29'))).toBe('period-closed');
    expect(whyClosed(closed, 'current', on('2026-10-29', { closeWithPeriod: false }))).toBeUndefined();
  });

  it('R-10.10 a closed year is read only', () => {
    expect(whyClosed(lesson('2026-10-23', { yearClosed: true }), 'current', on('2026-10-23'))).toBe('year-closed');
  });

  it('is closed where the policy has no figure', () => {
    const { currentDays: _, ...gap } = strictestPolicy;
    const rules = { ...on('2026-09-01'), policy: gap as EditRules['policy'] };
    expect(whyClosed(lesson('2026-09-01'), 'current', rules)).toBe('window-closed');
  });
});

describe('attendance, topics, works and homework (JRN-2, JRN-4, JRN-20)', () => {
  it.each([
    ['R-11.1', 'attendance', '2026-09-14', '2026-09-24', {}, undefined],
    ['R-11.2', 'attendance', '2026-09-14', '2026-09-25', {}, 'window-closed'],
    ['R-11.5', 'attendance', '2026-09-14', '2026-09-13', {}, 'lesson-ahead'],
    ['R-12.1', 'topic', '2026-09-07', '2026-09-17', {}, undefined],
    ['R-12.2', 'topic', '2026-09-07', '2026-09-18', {}, 'window-closed'],
    ['R-12.3 open', 'work', '2026-09-07', '2026-09-17', {}, undefined],
    ['R-12.3 closed', 'work', '2026-09-07', '2026-09-18', {}, 'window-closed'],
    ['R-12.4 homework ahead', 'homework', '2026-09-08', '2026-09-07', {}, undefined],
    ['R-12.4 topic ahead', 'topic', '2026-09-08', '2026-09-07', {}, undefined],
    ['R-12.5 homework never closes', 'homework', '2026-09-01', '2026-09-12', { homeworkDays: null }, undefined],
  ] as const)('%s', (_row, entry, held, today, policy, expected) => {
    expect(whyClosed(lesson(held), entry, on(today, policy))).toBe(expected);
  });
});

describe('nothing ahead (JRN-20)', () => {
  it.each([
    ['R-15.1 the evening before', at('Europe/Moscow', '2026-09-09T20:59:59Z'), 'lesson-ahead'],
    ['R-15.2 the day decides, not the bell', at('Europe/Moscow', '2026-09-09T21:00:00Z'), undefined],
    ['R-15.3 in Tomsk it is already the day', at('Asia/Tomsk', '2026-09-09T17:00:00Z'), undefined],
    ['R-15.3 in Krasnodar not yet', at('Europe/Moscow', '2026-09-09T17:00:00Z'), 'lesson-ahead'],
    ['R-15.4 where the policy allows it', on('2026-09-09', { ahead: true }), undefined],
  ] as const)('%s', (_row, rules, expected) => {
    expect(whyClosed(lesson('2026-09-10'), 'current', rules)).toBe(expected);
  });

  it('never reopens as days pass', () => {
    const entries: Entry[] = ['current', 'practical', 'essay', 'attendance', 'topic', 'homework', 'work'];
    const held = lesson('2026-09-01');
    const closedOn = (entry: Entry, age: number): boolean =>
      whyClosed(held, entry, on(addDays(held.date, age))) === 'window-closed';
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.nat(300), fc.nat(300), (entry, age, later) => {
        return !closedOn(entry, age) || closedOn(entry, age + later);
      }),
    );
  });
});
