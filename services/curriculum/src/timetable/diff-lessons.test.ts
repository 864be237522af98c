import { describe, expect, it } from '@jest/globals';
import { addDays, CalendarDate, isoWeekOf } from '@parta/contracts/values/calendar-date';
import fc from 'fast-check';
import { diffLessons, type LessonDiff, type StoredLesson } from './diff-lessons.ts';
import type { DatedLesson } from './expand-lessons.ts';
import { lessonId } from './lesson-id.ts';

const date = (text: string): CalendarDate => CalendarDate.parse(text);
const span = { from: date('2026-09-01'), to: date('2026-10-01') };

const wantedAt = (day: CalendarDate, slot: number, over: Partial<DatedLesson> = {}): DatedLesson => ({
  id: lessonId('g1', day, slot),
  teachingGroupId: 'g1',
  date: day,
  isoWeek: isoWeekOf(day),
  slot,
  periodId: 'p1',
  start: '08:30',
  end: '10:00',
  roomId: 'r1',
  teacherIds: ['t1'],
  ...over,
});
const stored = (lesson: DatedLesson, over: Partial<StoredLesson> = {}): StoredLesson => ({
  ...lesson,
  state: 'planned',
  planned: { date: lesson.date, slot: lesson.slot },
  ...over,
});
const monday = wantedAt(date('2026-09-07'), 1);
const tuesday = wantedAt(date('2026-09-08'), 1);

const diff = (existing: StoredLesson[], wanted: DatedLesson[], records: string[] = []) =>
  diffLessons({ existing, wanted, withRecords: new Set(records), span });
const nothing: LessonDiff = { added: [], kept: [], changed: [], removed: [], displaced: [], blocked: [] };

describe('re-planning (CUR-7)', () => {
  const moved = stored(monday, { date: tuesday.date });
  it.each([
    ['a first publishing adds', [], [monday], [], { added: [monday] }],
    ['the same plan keeps', [stored(monday)], [monday], [], { kept: [stored(monday)] }],
    [
      'another room and teacher change the lesson in place',
      [stored(monday)],
      [{ ...monday, roomId: 'r2', teacherIds: ['t2'] }],
      [monday.id],
      { changed: [stored(monday, { roomId: 'r2', teacherIds: ['t2'] })] },
    ],
    ['a lesson without records goes', [stored(monday)], [], [], { removed: [stored(monday)] }],
    [
      'a lesson with records is displaced, never removed',
      [stored(monday)],
      [],
      [monday.id],
      { displaced: [stored(monday, { state: 'displaced' })] },
    ],
    [
      'a displaced lesson waits',
      [stored(monday, { state: 'displaced' })],
      [],
      [],
      { kept: [stored(monday, { state: 'displaced' })] },
    ],
    [
      'a displaced lesson comes back with its place',
      [stored(monday, { state: 'displaced' })],
      [monday],
      [monday.id],
      { changed: [stored(monday)] },
    ],
    ['a moved lesson stands for its planned place', [moved], [monday], [], { kept: [moved] }],
    [
      'a moved lesson takes a new teacher, but keeps room and time',
      [moved],
      [{ ...monday, roomId: 'r9', start: '12:00', teacherIds: ['t2'] }],
      [],
      { changed: [{ ...moved, teacherIds: ['t2'] }] },
    ],
    ['a moved lesson is the one wanted where it went', [moved], [tuesday], [], { kept: [moved] }],
    [
      'a place taken by a moved lesson is told, not filled twice',
      [moved],
      [monday, tuesday],
      [],
      { kept: [moved], blocked: [{ wanted: tuesday, by: moved.id }] },
    ],
    [
      'a lesson added by hand stays and holds its place',
      [stored(tuesday, { id: 'by-hand', planned: null })],
      [tuesday],
      [],
      {
        kept: [stored(tuesday, { id: 'by-hand', planned: null })],
        blocked: [{ wanted: tuesday, by: 'by-hand' }],
      },
    ],
    [
      'a lesson planned outside the span is left alone',
      [stored(wantedAt(date('2026-10-01'), 1))],
      [],
      [],
      { kept: [stored(wantedAt(date('2026-10-01'), 1))] },
    ],
  ] as const)('%s', (...[, existing, wanted, records, expected]) => {
    expect(diff([...existing], [...wanted], [...records])).toEqual({ ...nothing, ...expected });
  });
});

const anyLesson = fc
  .record({ day: fc.nat(29), slot: fc.integer({ min: 1, max: 3 }), roomId: fc.constantFrom('r1', 'r2') })
  .map(({ day, slot, roomId }) => wantedAt(addDays(span.from, day), slot, { roomId }));
const plan = fc.uniqueArray(anyLesson, { selector: ({ id }) => id, maxLength: 20 });
const anyStored = plan.chain((lessons) =>
  fc.tuple(
    ...lessons.map((lesson) => fc.constantFrom('planned', 'displaced', 'moved').map((how) => made(lesson, how))),
  ),
);

/** Moved ones go to the evening, where no plan of the test puts a lesson. */
function made(lesson: DatedLesson, how: 'planned' | 'displaced' | 'moved'): StoredLesson {
  return how === 'moved' ? stored(lesson, { slot: lesson.slot + 3 }) : stored(lesson, { state: how });
}

function applied(before: readonly StoredLesson[], done: LessonDiff): StoredLesson[] {
  const gone = new Set(done.removed.map(({ id }) => id));
  const after = new Map(before.filter(({ id }) => !gone.has(id)).map((lesson) => [lesson.id, lesson]));
  for (const lesson of [...done.changed, ...done.displaced]) after.set(lesson.id, lesson);
  for (const lesson of done.added) after.set(lesson.id, stored(lesson));
  return [...after.values()];
}

describe('whatever was planned before (CUR-7)', () => {
  it('publishing twice changes nothing', () => {
    fc.assert(
      fc.property(anyStored, plan, fc.nat(), (before, wanted, seed) => {
        const records = before.filter((_, index) => (seed >> index) % 2 === 1).map(({ id }) => id);
        const once = applied(before, diff(before, wanted, records));
        const again = diff(once, wanted, records);
        expect({ ...again, kept: [], blocked: [] }).toEqual(nothing);
        expect(again.kept).toHaveLength(once.length);
      }),
    );
  });

  it('no lesson with records is lost, and every one is told about exactly once', () => {
    fc.assert(
      fc.property(anyStored, plan, (before, wanted) => {
        const records = before.map(({ id }) => id);
        const done = diff(before, wanted, records);
        expect(done.removed).toEqual([]);
        const told = [...done.kept, ...done.changed, ...done.displaced].map(({ id }) => id);
        expect(told.sort()).toEqual(records.sort());
        const fresh = [...done.added, ...done.blocked.map((one) => one.wanted)].map(({ id }) => id);
        expect(fresh.sort()).toEqual(
          wanted
            .map(({ id }) => id)
            .filter((id) => !records.includes(id))
            .sort(),
        );
      }),
    );
  });

  it('a plan there and back gives the first lessons with their ids', () => {
    fc.assert(
      fc.property(plan, plan, (first, second) => {
        const one = applied([], diff([], first));
        const records = one.map(({ id }) => id);
        const two = applied(one, diff(one, second, records));
        const back = applied(two, diff(two, first, records));
        const byId = (lessons: readonly StoredLesson[]) => lessons.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(back)).toEqual(byId(one));
      }),
    );
  });
});
