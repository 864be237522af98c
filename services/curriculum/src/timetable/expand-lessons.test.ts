import { describe, expect, it } from '@jest/globals';
import { addDays, CalendarDate, covers, IsoWeek, weekdayOf } from '@parta/contracts/values/calendar-date';
import fc from 'fast-check';
import { type Expansion, expandLessons, lessonsByWeek, type TimetableEntry, weekIndexOf } from './expand-lessons.ts';
import { lessonId } from './lesson-id.ts';

const date = (text: string): CalendarDate => CalendarDate.parse(text);
const weekZero = IsoWeek.parse('2026-W36');
const interval = (from: string, to: string | null) => ({ from: date(from), to: to === null ? null : date(to) });
const group = '0197a000-0000-7000-8000-000000000001';

const entry = (over: Partial<TimetableEntry> = {}): TimetableEntry => ({
  teachingGroupId: group,
  weekIndex: 0,
  weekday: 1,
  slot: 1,
  durationSlots: 1,
  roomId: 'room-1',
  teacherIds: ['teacher-1'],
  ...over,
});

const year = { from: date('2026-09-01'), to: date('2027-06-01') };
const expansion = (entries: readonly TimetableEntry[], over: Partial<Expansion['calendar']> = {}): Expansion => ({
  versions: [{ interval: { from: year.from, to: null }, cycleWeeks: 2, weekZero, entries }],
  calendar: {
    year,
    holidays: [interval('2026-10-26', '2026-11-05')],
    workingDays: [],
    periodsOf: () => [
      { id: 'first', interval: interval('2026-09-01', '2026-12-31') },
      { id: 'second', interval: interval('2027-01-11', '2027-06-01') },
    ],
    ...over,
  },
  bells: new Map([
    [1, { start: '08:30', end: '10:00' }],
    [2, { start: '10:10', end: '11:40' }],
  ]),
});
const span = (from: string, to: string) => ({ from: date(from), to: date(to) });
const datesOf = (input: Expansion): string[] => expandLessons(input).map((lesson) => `${lesson.date}/${lesson.slot}`);

describe('timetable to dated lessons (CUR-7)', () => {
  it('alternates weeks from week zero, through the holidays', () => {
    const input = { ...expansion([entry()]), span: span('2026-09-01', '2026-12-01') };
    // the week of 26 October is one of index 0 too: its turn is lost, the next ones do not shift
    expect(datesOf(input)).toEqual(['2026-09-14/1', '2026-09-28/1', '2026-10-12/1', '2026-11-09/1', '2026-11-23/1']);
  });

  it('counts weeks before week zero too', () => {
    expect(weekIndexOf({ cycleWeeks: 2, weekZero }, date('2026-08-30'))).toBe(1);
    expect(weekIndexOf({ cycleWeeks: 2, weekZero }, date('2026-08-23'))).toBe(0);
  });

  it('makes a lesson of each slot of a block, with its bell and period', () => {
    const input = { ...expansion([entry({ durationSlots: 3 })]), span: span('2026-09-14', '2026-09-15') };
    expect(expandLessons(input)).toEqual(
      [
        { slot: 1, start: '08:30', end: '10:00' },
        { slot: 2, start: '10:10', end: '11:40' },
        { slot: 3, start: null, end: null },
      ].map((at) => ({
        ...at,
        id: lessonId(group, date('2026-09-14'), at.slot),
        teachingGroupId: group,
        date: '2026-09-14',
        isoWeek: '2026-W38',
        periodId: 'first',
        roomId: 'room-1',
        teacherIds: ['teacher-1'],
      })),
    );
  });

  it('holds a working Saturday by the weekday it stands for', () => {
    const workingDays = [{ date: date('2026-09-05'), asWeekday: 1 }];
    const input = { ...expansion([entry()], { workingDays }), span: span('2026-09-01', '2026-09-08') };
    expect(datesOf(input)).toEqual(['2026-09-05/1']);
  });

  it('takes the later of two versions from its first day on', () => {
    const input = expansion([entry()]);
    const later = { interval: interval('2026-09-28', null), cycleWeeks: 1, weekZero, entries: [entry({ slot: 2 })] };
    const both = { ...input, versions: [...input.versions, later], span: span('2026-09-01', '2026-10-06') };
    expect(datesOf(both)).toEqual(['2026-09-14/1', '2026-09-28/2', '2026-10-05/2']);
  });

  it('has no lesson of a group outside its periods (practice)', () => {
    const input = { ...expansion([entry()], { periodsOf: () => [] }), span: span('2026-09-01', '2026-12-01') };
    expect(expandLessons(input)).toEqual([]);
  });

  it('joins two entries of one group at one place', () => {
    const entries = [entry({ teacherIds: ['b'], roomId: null }), entry({ teacherIds: ['a', 'b'], roomId: 'hall' })];
    const lessons = expandLessons({ ...expansion(entries), span: span('2026-09-14', '2026-09-15') });
    expect(lessons).toMatchObject([{ teacherIds: ['a', 'b'], roomId: 'hall' }]);
  });

  it('groups by teaching group and ISO week', () => {
    const entries = [entry(), entry({ weekday: 3 }), entry({ teachingGroupId: 'other', weekday: 2 })];
    const lessons = expandLessons({ ...expansion(entries), span: span('2026-09-14', '2026-09-21') });
    const weeks = [...lessonsByWeek(lessons)].map(([key, of]) => [key, of.length]);
    expect(weeks).toEqual([
      [`${group}/2026-W38`, 2],
      ['other/2026-W38', 1],
    ]);
  });
});

describe('lesson ids', () => {
  it('are UUIDs of version 8', () => {
    expect(lessonId(group, date('2026-09-14'), 1)).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });

  it('have never changed: marks hang on them', () => {
    expect(lessonId(group, date('2026-09-14'), 1)).toBe('18f873ad-1d84-88c9-bb4e-69edc3b69224');
  });
});

const anyEntry = fc.record({
  teachingGroupId: fc.constantFrom('g1', 'g2', 'g3'),
  weekIndex: fc.nat(1),
  weekday: fc.integer({ min: 1, max: 7 }),
  slot: fc.integer({ min: 1, max: 6 }),
  durationSlots: fc.integer({ min: 1, max: 3 }),
  roomId: fc.constantFrom(null, 'r1', 'r2'),
  teacherIds: fc.subarray(['t1', 't2', 't3']),
});
const anyDay = fc.nat(272).map((days) => addDays(year.from, days));
const anyHolidays = fc.array(
  fc.tuple(anyDay, fc.integer({ min: 1, max: 14 })).map(([from, days]) => ({ from, to: addDays(from, days) })),
  { maxLength: 6 },
);

describe('whatever the timetable (CUR-7)', () => {
  const entries = fc.array(anyEntry, { maxLength: 12 });
  const workingDays = fc.array(fc.record({ date: anyDay, asWeekday: fc.integer({ min: 1, max: 7 }) }), {
    maxLength: 4,
  });

  it('no lesson is on a holiday, outside the year or its period, or on a weekday that has none', () => {
    fc.assert(
      fc.property(entries, anyHolidays, workingDays, (some, holidays, days) => {
        const input = expansion(some, { holidays, workingDays: days });
        const swapped = new Set(days.map((day) => day.date));
        for (const lesson of expandLessons(input)) {
          expect(holidays.some((holiday) => covers(holiday, lesson.date))).toBe(false);
          expect(lesson.date >= year.from && lesson.date < year.to).toBe(true);
          const period = input.calendar.periodsOf(lesson.teachingGroupId).find(({ id }) => id === lesson.periodId);
          expect(period && covers(period.interval, lesson.date)).toBe(true);
          if (!swapped.has(lesson.date)) expect(some.map((one) => one.weekday)).toContain(weekdayOf(lesson.date));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('each place has one lesson, ids are places, and the order of entries does not matter', () => {
    fc.assert(
      fc.property(entries, (some) => {
        const lessons = expandLessons(expansion(some));
        expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
        for (const lesson of lessons.slice(0, 20)) {
          expect(lesson.id).toBe(lessonId(lesson.teachingGroupId, lesson.date, lesson.slot));
        }
        expect(expandLessons(expansion(some.toReversed()))).toEqual(lessons);
      }),
      { numRuns: 40 },
    );
  });

  it('a span gives exactly the part of the whole year that it names', () => {
    fc.assert(
      fc.property(entries, anyDay, fc.nat(60), (some, from, days) => {
        const input = expansion(some);
        const part = { from, to: addDays(from, days) };
        const whole = expandLessons(input).filter((lesson) => part.from <= lesson.date && lesson.date < part.to);
        expect(expandLessons({ ...input, span: part })).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});
