import { createReadStream } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { addDays, CalendarDate, isoWeekOf } from '@parta/contracts/values/calendar-date';
import { expandLessons } from '../timetable/expand-lessons.ts';
import { findConflicts } from '../timetable/find-conflicts.ts';
import { collegeFile } from './fixtures/college-file.ts';
import type { ImportPlan, ProblemCode } from './import-plan.ts';
import { placedEntries } from './fixtures/placed-entries.ts';
import { planImport } from './plan-import.ts';
import { readFet } from './read-fet.ts';

const planOf = async (path: string): Promise<ImportPlan> => planImport(await readFet(createReadStream(path)));
const ownFile = `${import.meta.dirname}/fixtures/small-college.fet`;

const counts = (plan: ImportPlan) => ({
  teachers: plan.teachers.length,
  subjects: plan.subjects.length,
  classes: plan.classes.length,
  subgroups: plan.subgroups.length,
  teachingGroups: plan.teachingGroups.length,
  rooms: plan.rooms.length,
  bells: plan.bells.length,
  weeks: plan.cycle.weeks,
  days: plan.cycle.days.length,
});
const codes = (plan: ImportPlan): Partial<Record<ProblemCode, number>> => {
  const groups = Object.groupBy(plan.problems, ({ code }) => code);
  return Object.fromEntries(Object.entries(groups).map(([code, of]) => [code, of.length]));
};

describe('our own college (CUR-4, CUR-7)', () => {
  it('is taken over with its timetable', async () => {
    const plan = await planOf(ownFile);
    expect(counts(plan)).toEqual({
      teachers: 3,
      subjects: 4,
      classes: 2,
      subgroups: 5,
      teachingGroups: 8,
      rooms: 3,
      bells: 3,
      weeks: 2,
      days: 6,
    });
    expect([plan.timetable, plan.entries.length]).toEqual(['complete', 9]);
    expect(plan.entries.find(({ activityId }) => activityId === '2')).toMatchObject({
      weekIndex: 1,
      weekday: 1,
      slot: 1,
      durationSlots: 2,
      roomKey: '101',
      teacherKeys: ['Аверина О. П.'],
    });
  });

  it('names each thing that is not taken over, or not as it stands', async () => {
    expect(codes(await planOf(ownFile))).toEqual({
      'activity-comment-ignored': 1,
      'activity-inactive': 1,
      'bell-end-guessed': 3,
      'constraint-ignored': 1,
      'course-guessed': 2,
      'qualified-subjects-ignored': 1,
      'several-teachers': 1,
      'tag-ignored': 2,
      'teacher-name-incomplete': 1,
    });
  });

  it('joins the parts of a split activity and counts hours by teacher', async () => {
    const { teachingGroups } = await planOf(ownFile);
    const math = teachingGroups.find(({ name }) => name === 'Математика — СВ11');
    expect(math).toMatchObject({
      hoursPerCycle: 3,
      activityIds: ['1', '2'],
      teachers: [{ teacherKey: 'Аверина О. П.', hoursPerCycle: 3 }],
    });
    const welding = teachingGroups.find(({ name }) => name === 'Сварочное дело — СВ11-П1');
    expect(welding?.subjectKey).toBe('Сварочное  дело');
    expect(welding?.teachers.map(({ teacherKey }) => teacherKey)).toEqual(['Аверина О. П.', 'Ветров']);
    const sport = teachingGroups.find(({ name }) => name.startsWith('Физическая'));
    expect(sport?.members).toEqual([
      { classKey: 'СВ11', subgroupKey: null },
      { classKey: 'СВ21', subgroupKey: null },
    ]);
  });
});

describe.each(['college.fet', 'college-scheduled.fet'] as const)('a college file: %s (CUR-4, CUR-7)', (name) => {
  const { path, real } = collegeFile(name);

  it('gives the same plan twice, with keys that are unique', async () => {
    const plan = await planOf(path);
    expect(await planOf(path)).toEqual(plan);
    for (const items of [plan.teachers, plan.subjects, plan.classes, plan.subgroups, plan.teachingGroups, plan.rooms]) {
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    }
    const inside = real && path.endsWith(name) ? { teachers: 47, subjects: 123, classes: 14, teachingGroups: 296 } : {};
    expect(counts(plan)).toMatchObject(inside);
  });

  it('loses no activity without telling', async () => {
    const file = await readFet(createReadStream(path));
    const plan = planImport(file);
    const taken = plan.teachingGroups.flatMap(({ activityIds }) => activityIds);
    const skipped = plan.problems.filter(({ element, effect }) => element === 'Activity' && effect === 'skipped');
    expect([...taken, ...skipped.map((problem) => problem.name)].sort()).toEqual(
      file.activities.map(({ id }) => id).sort(),
    );
    const total = plan.teachingGroups.reduce((sum, { hoursPerCycle }) => sum + hoursPerCycle, 0);
    const active = file.activities.filter(({ id }) => taken.includes(id));
    expect(total).toBe(active.reduce((sum, { duration }) => sum + (duration ?? 0), 0));
  });

  it('holds a timetable without a clash, where it holds one', async () => {
    const plan = await planOf(path);
    expect(findConflicts(placedEntries(plan))).toEqual([]);
    const pinned = plan.entries.every(({ slot, durationSlots }) => slot + durationSlots - 1 <= plan.bells.length);
    expect(pinned).toBe(true);
  });

  it('becomes lessons: each hour of the cycle once in its weeks', async () => {
    const plan = await planOf(path);
    const from = CalendarDate.parse('2026-09-07');
    const to = addDays(from, 7 * plan.cycle.weeks);
    const entries = plan.entries.map((entry) => ({
      ...entry,
      teachingGroupId: entry.teachingGroupKey,
      roomId: entry.roomKey,
      teacherIds: entry.teacherKeys,
    }));
    const interval = { from, to };
    const lessons = expandLessons({
      versions: [{ interval, cycleWeeks: plan.cycle.weeks, weekZero: isoWeekOf(from), entries }],
      calendar: { year: interval, holidays: [], workingDays: [], periodsOf: () => [{ id: 'all', interval }] },
      bells: new Map(plan.bells.flatMap(({ slot, start, end }) => (start && end ? [[slot, { start, end }]] : []))),
    });
    expect(lessons).toHaveLength(entries.reduce((sum, { durationSlots }) => sum + durationSlots, 0));
    expect(lessons.every(({ start, end }) => start !== null && end !== null && start < end)).toBe(true);
  });
});
