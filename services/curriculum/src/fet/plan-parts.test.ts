import { describe, expect, it } from '@jest/globals';
import type { FetActivity, FetFile, FetNamed, FetYear } from './fet-file.ts';
import { guessGrade } from './guess-grade.ts';
import type { ImportProblem } from './import-plan.ts';
import { planBells } from './plan-bells.ts';
import { planClasses } from './plan-classes.ts';
import { planCycle } from './plan-cycle.ts';
import { planImport } from './plan-import.ts';
import { splitPersonName } from './split-person-name.ts';
import { divisionsOf } from './subgroup-divisions.ts';

const named = (name: string, line = 1): FetNamed => ({ name, externalKey: name, line });
const days = (text: string): FetNamed[] => text.split(' ').map((name) => named(name.replaceAll('_', ' ')));

describe('days to weeks and weekdays (CUR-7)', () => {
  it.each([
    ['А-Понедельник А-Суббота В-Понедельник В-Суббота', 2, ['0/1', '0/6', '1/1', '1/6'], 0],
    ['Понедельник Вторник Воскресенье', 1, ['0/1', '0/2', '0/7'], 0],
    ['Пн. Вт Ср', 1, ['0/1', '0/2', '0/3'], 0],
    ['Monday Tue', 1, ['0/1', '0/2'], 0],
    ['Пн1 Пн2', 2, ['0/1', '1/1'], 0],
    ['1_неделя_Пн 2_неделя_Пн', 2, ['0/1', '1/1'], 0],
    ['Среда_(числитель) Среда_(знаменатель)', 2, ['0/3', '1/3'], 0],
    ['A-Пн А-Вт Б-Пн', 2, ['0/1', '0/2', '1/1'], 0],
    ['1.Понедельник 2.Вторник 3.Среда', 1, ['0/1', '0/2', '0/3'], 0],
    ['Понедельник Понедельник_', 1, ['0/1'], 1],
    ['Понедельник День_1', 1, ['0/1'], 1],
    ['Понедельник_утром', 1, [], 1],
  ])('%s', (text, weeks, expected, unread) => {
    const problems: ImportProblem[] = [];
    const cycle = planCycle(days(text), (problem) => problems.push(problem));
    expect(cycle.weeks).toBe(weeks);
    expect(cycle.days.map(({ weekIndex, weekday }) => `${weekIndex}/${weekday}`)).toEqual(expected);
    expect(problems).toHaveLength(unread);
  });
});

describe('hours to bells (CUR-7)', () => {
  it.each([
    ['08:30 10:10', ['08:30-10:00', '10:10-11:40'], ['bell-end-guessed', 'bell-end-guessed']],
    ['8.30-9:15 9.25-10:10', ['08:30-09:15', '09:25-10:10'], []],
    ['08:30 09:25 10:20', ['08:30-09:15', '09:25-10:10', '10:20-11:05'], Array(3).fill('bell-end-guessed')],
    ['08:30 09:10', ['08:30-09:10', '09:10-09:55'], Array(2).fill('bell-end-guessed')],
    ['1_(08:30) 2', ['08:30-10:00', 'null-null'], ['bell-end-guessed', 'bell-without-time']],
    ['10:00-11:00 08:30-09:30', ['10:00-11:00', '08:30-09:30'], ['bell-order']],
    ['08:30-10:00 08:30-10:00', ['08:30-10:00'], ['duplicate-name']],
    ['25:00 7:99', ['null-null', 'null-null'], ['bell-without-time', 'bell-without-time']],
  ])('%s', (text, expected, codes) => {
    const problems: ImportProblem[] = [];
    const bells = planBells(days(text), (problem) => problems.push(problem));
    expect(bells.map(({ start, end }) => `${start}-${end}`)).toEqual(expected);
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });
});

it.each([
  ['Лещенко А.Е.', 'Лещенко', 'А.', 'Е.', true],
  ['Степанова Г.П', 'Степанова', 'Г.', 'П.', true],
  ['Иванова М. И.', 'Иванова', 'М.', 'И.', true],
  ['Салтыков-Щедрин М.', 'Салтыков-Щедрин', 'М.', null, true],
  ['Петрова Анна Сергеевна', 'Петрова', 'Анна', 'Сергеевна', true],
  ['Алиев Али Вели оглы', 'Алиев', 'Али', 'Вели оглы', true],
  ['Ким Ольга', 'Ким', 'Ольга', null, true],
  ['Иванова', 'Иванова', null, null, false],
  ['вакансия 2', 'вакансия 2', null, null, false],
])('teacher name %s (CUR-4)', (text, ...[lastName, firstName, middleName, complete]) => {
  expect(splitPersonName(text)).toEqual({ lastName, firstName, middleName, complete });
});

it.each([
  ['5А', 5, null],
  ['11 «Б»', 11, null],
  ['10-в', 10, null],
  ['9 класс', 9, null],
  ['ЛД101', null, 1],
  ['СД-42', null, 4],
  ['2 курс', null, 2],
  ['ИС-22-1', null, null],
  ['СД91', null, null],
  ['Хор', null, null],
])('grade or course of %s (CUR-4)', (name, grade, course) => {
  expect(guessGrade(name)).toEqual({ grade, course });
});

it.each([
  ['numbered ones by name', { П1: 'ab', П2: 'cd', Б1: 'a', Б2: 'bc', Б3: 'd' }, ['П', 'П', 'Б', 'Б', 'Б']],
  ['one name, but shared students', { 'гр 1': 'ab', 'гр 2': 'bc' }, ['гр', 'гр 2']],
  ['unnumbered ones', { англ: 'a', нем: 'b', хор: 'ab' }, ['', '', '2']],
])('divisions of a class: %s (CUR-7)', (_what, parts, expected) => {
  const list = Object.entries(parts).map(([name, atoms]) => ({ name, atoms: [...atoms] }));
  expect(divisionsOf(list)).toEqual(expected);
});

const set = (name: string) => ({ ...named(name), students: null });
const year = (name: string, groups: Record<string, string[]> = {}): FetYear => ({
  ...set(name),
  groups: Object.entries(groups).map(([group, subgroups]) => ({ ...set(group), subgroups: subgroups.map(set) })),
});
const activity = (over: Partial<FetActivity> = {}): FetActivity => ({
  id: '1',
  groupId: '0',
  subject: 'Физика',
  teachers: ['Ким О.'],
  students: ['5А'],
  tags: [],
  duration: 1,
  totalDuration: 1,
  active: true,
  comment: null,
  line: 9,
  ...over,
});

describe('what is a class (CUR-4)', () => {
  const structure = (years: FetYear[], students: string[] = []) => {
    const activities = students.map((name) => activity({ students: [name] }));
    const planned = planClasses(years, activities, () => {});
    const members = Object.fromEntries(
      [...planned.membersByName].map(([name, of]) => [
        name,
        of.map((one) => one.subgroupKey ?? one.classKey).join('+'),
      ]),
    );
    return { classes: planned.classes.map(({ name }) => name), members };
  };

  it.each([
    ['a year without groups', [year('СД11')], [], ['СД11']],
    ['a year with «year-part» groups', [year('Лечебное', { 'Лечебное-1': [], 'Лечебное-2': [] })], [], ['Лечебное']],
    ['groups that share students', [year('Младшие', { Мальчики: ['x'], Хор: ['x', 'y'] })], [], ['Младшие']],
    ['a year that counts up', [year('5', { '5А': [], '5Б': [] })], [], ['5А', '5Б']],
    ['a course', [year('1 курс', { Повара: [], Сварщики: [] })], [], ['Повара', 'Сварщики']],
    ['a class by its name', [year('5А', { Англ: [], Нем: [] })], [], ['5А']],
    ['a year that is taught as one', [year('Ласточка', { Англ: [], Нем: [] })], ['Ласточка', 'Англ'], ['Ласточка']],
    ['a year that never is', [year('Сварка', { Север: [], Юг: [] })], ['Север', 'Юг'], ['Север', 'Юг']],
  ])('%s', (_what, years, students, classes) => {
    expect(structure(years, students).classes).toEqual(classes);
  });

  it('a lesson of a parallel is one of all its classes, a group across them one of their subgroups', () => {
    const five = year('5', { Англ1: ['5А-1', '5Б-1'], '5А': ['5А-1', '5А-2'], '5Б': ['5Б-1', '5Б-2'] });
    const { classes, members } = structure([five]);
    expect(classes).toEqual(['5А', '5Б']);
    expect(members).toMatchObject({ 5: '5А+5Б', Англ1: '5А-1+5Б-1', '5А-2': '5А-2' });
  });

  it('takes an atom of crossing divisions for a subgroup only if it is taught', () => {
    const crossing = year('СД11', { 'СД11-П1': ['a', 'b'], 'СД11-Б1': ['a'] });
    expect(structure([crossing]).members['b']).toBeUndefined();
    expect(structure([crossing], ['b']).members['b']).toBe('b');
  });
});

const file = (over: Partial<FetFile> = {}): FetFile => ({
  mode: 'Official',
  institutionName: null,
  days: [named('Понедельник')],
  hours: [named('08:30-10:00'), named('10:10-11:40')],
  subjects: [{ ...named('Физика'), comment: null }],
  teachers: [{ ...named('Ким О.'), qualifiedSubjects: 0 }],
  years: [year('5А')],
  tags: [],
  buildings: [],
  rooms: [],
  activities: [activity()],
  lockedTimes: [],
  activityRooms: [],
  ignoredConstraints: [],
  ...over,
});
const lock = (hourIndex: number | null, activityId = '1') => ({
  activityId,
  day: 'Понедельник',
  hour: 'x',
  dayIndex: 0,
  hourIndex,
  line: 20,
});

describe('what cannot be taken over (CUR-4)', () => {
  it.each<[string, Partial<FetFile>, string[]]>([
    ['nothing', {}, []],
    ['an inactive activity', { activities: [activity({ active: false })] }, ['activity-inactive skipped']],
    ['no students', { activities: [activity({ students: [] })] }, ['activity-without-students skipped']],
    ['no teacher', { activities: [activity({ teachers: [] })] }, ['activity-without-teacher adjusted']],
    ['an unknown teacher', { activities: [activity({ teachers: ['Нет'] })] }, ['unknown-teacher adjusted']],
    ['an unknown subject', { activities: [activity({ subject: 'Нет' })] }, ['unknown-subject skipped']],
    ['unknown students', { activities: [activity({ students: ['Нет'] })] }, ['unknown-students skipped']],
    ['some unknown students', { activities: [activity({ students: ['5А', 'Нет'] })] }, ['unknown-students adjusted']],
    ['no duration', { activities: [activity({ duration: null })] }, ['duration-invalid skipped']],
    ['longer than the day', { activities: [activity({ duration: 3 })] }, ['longer-than-day skipped']],
    ['an id twice', { activities: [activity(), activity({ line: 10 })] }, ['duplicate-activity skipped']],
    [
      'a name twice',
      { rooms: [1, 2].map((line) => ({ ...named('1', line), building: null, capacity: null })) },
      ['duplicate-name skipped'],
    ],
    ['a year twice', { years: [year('5А'), year('5А')] }, ['duplicate-name skipped']],
    ['a group in two years', { years: [year('5А'), year('5', { '5А': [] })] }, ['students-in-two-years skipped']],
    [
      'an unknown building',
      { rooms: [{ ...named('1'), building: 'Нет', capacity: 1 }] },
      ['unknown-building adjusted'],
    ],
    ['halves of days', { mode: 'Mornings-Afternoons' }, ['mode-unsupported adjusted']],
    ['no days', { days: [] }, ['no-days skipped']],
    ['a time that is not there', { lockedTimes: [lock(null)] }, ['time-outside-grid skipped']].slice(0) as never,
    [
      'a block past the end',
      { activities: [activity({ duration: 2 })], lockedTimes: [lock(1)] },
      ['past-end-of-day skipped'],
    ],
    ['an activity twice', { lockedTimes: [lock(0), lock(1)] }, ['time-repeated skipped']],
    [
      'a group twice at one place',
      { activities: [activity(), activity({ id: '2' })], lockedTimes: [lock(0), lock(0, '2')] },
      ['activities-without-time skipped', 'place-taken skipped'],
    ],
    ['a time of no activity', { lockedTimes: [lock(0, '9')] }, ['unknown-activity skipped']],
    [
      'a room of no activity',
      { activityRooms: [{ activityId: '9', room: '1', line: 1 }] },
      ['unknown-activity skipped'],
    ],
    [
      'a room that is not there',
      { activityRooms: [{ activityId: '1', room: '1', line: 1 }] },
      ['unknown-room skipped'],
    ],
  ])('%s', (_what, over, expected) => {
    expect(planImport(file(over)).problems.map(({ code, effect }) => `${code} ${effect}`)).toEqual(expected);
  });

  it('a lock on a switched off activity is told of once', () => {
    const plan = planImport(file({ activities: [activity({ active: false })], lockedTimes: [lock(0)] }));
    expect(plan.problems.map(({ code }) => code)).toEqual(['activity-inactive']);
  });
});
