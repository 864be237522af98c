import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { type Actions, type CollegeComponent, startCollegeComponent } from './college-actions.ts';
import { countByType } from './record-events.ts';
import { classEvent, day } from './small-college.ts';

const code = (value: string) => ({ problem: { code: value } });
let service: CollegeComponent;
let act: Actions;

beforeAll(async () => {
  service = await startCollegeComponent();
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
});
beforeEach(async () => {
  act = await service.newCollege();
});

describe('the year (CUR-1)', () => {
  it('is opened, changed and published; repeating it publishes nothing', async () => {
    expect(await act.openYear()).toMatchObject({ year: 2026, state: 'open', id: act.plan.id });
    expect(countByType(await act.events())).toEqual({ 'curriculum.calendar.v1': 1 });
    await act.openYear();
    expect(await act.events()).toEqual([]);
    act.plan.holidays.push({ name: 'Выборы', from: day('2026-09-18'), to: day('2026-09-19') });
    await act.openYear();
    expect(await act.events()).toMatchObject([{ version: 2, data: { holidays: { length: 3 } } }]);
    expect((await act.years().listYears()).years).toHaveLength(1);
  });

  it('refuses periods that overlap or leave the year', async () => {
    const [scheme] = act.plan.schemes;
    const second = scheme?.periods[1];
    if (!scheme || !second) throw new Error('no scheme');
    scheme.periods[1] = { ...second, from: day('2027-01-10') };
    await expect(act.openYear()).rejects.toMatchObject(code('periods-overlap'));
    scheme.periods[1] = { ...second, to: day('2027-07-02') };
    await expect(act.openYear()).rejects.toMatchObject(code('period-outside-year'));
  });
});

describe('teaching groups (CUR-2, CUR-4)', () => {
  beforeEach(async () => {
    await act.openYear();
    await act.saveSubject();
    await act.events();
  });

  it('are named by their classes and published once', async () => {
    const whole = act.newGroup([act.college.classA]);
    const half = act.newGroup([act.college.half1]);
    const both = act.newGroup([act.college.classB, act.college.classA]);
    const body = { teachingGroups: [whole, half, both] };
    expect(await act.groups().saveTeachingGroups({ body })).toEqual({ saved: 3 });
    const published = await act.events();
    expect(published.map(({ data }) => (data as { name: string }).name).sort()).toEqual([
      'СВ11',
      'СВ11, СВ21',
      'СВ11, англ. 1',
    ]);
    await act.groups().saveTeachingGroups({ body });
    expect(await act.events()).toEqual([]);
    const { teachingGroups } = await act.groups().listTeachingGroups({ query: { classId: act.college.classB } });
    expect(teachingGroups).toMatchObject([
      {
        id: both.id,
        subjectName: 'Математика',
        teachers: [{ personId: act.college.teacher1, displayName: 'Титова А. И.' }],
      },
    ]);
  });

  it('take over new names of classes and subjects', async () => {
    const half = act.newGroup([act.college.half1]);
    await act.groups().saveTeachingGroups({ body: { teachingGroups: [half, act.newGroup([act.college.classB])] } });
    await act.events();
    await act.curriculum.publish([classEvent(act.college, { id: act.college.classA, name: 'СВ12', version: 2 })]);
    expect(await act.events()).toMatchObject([{ key: half.id, version: 2, data: { name: 'СВ12, англ. 1' } }]);
    await act.groups().saveSubjects({ body: { subjects: [{ ...act.subject, name: 'Алгебра' }] } });
    expect(countByType(await act.events())).toEqual({ 'curriculum.teaching-group.v1': 2 });
  });

  it.each([
    ['class-not-found', () => act.newGroup([randomUUID()])],
    ['teacher-not-found', () => act.newGroup([act.college.classA], [randomUUID()])],
    ['subject-not-found', () => act.newGroup([act.college.classA], [], randomUUID())],
    ['scheme-not-found', () => ({ ...act.newGroup([act.college.classA]), periodSchemeId: randomUUID() })],
    ['year-not-found', () => ({ ...act.newGroup([act.college.classA]), year: 2030 })],
  ])('answer %s and write nothing', async (problem, group) => {
    const body = { teachingGroups: [act.newGroup([act.college.classA]), group()] };
    await expect(act.groups().saveTeachingGroups({ body })).rejects.toMatchObject(code(problem));
    expect((await act.groups().listTeachingGroups()).teachingGroups).toEqual([]);
    expect(await act.events()).toEqual([]);
  });

  it('keep names of subjects and rooms unique, and let two swap theirs', async () => {
    const [one, other] = [uuidV7(), uuidV7()];
    const save = (first: string, second: string) =>
      act.timetable().saveRooms({
        body: {
          rooms: [
            { id: one, name: first },
            { id: other, name: second },
          ],
        },
      });
    await save('101', '102');
    await save('102', '101');
    await expect(save('103', '103')).rejects.toMatchObject(code('name-taken'));
    expect((await act.timetable().listRooms()).rooms.map(({ name }) => name)).toEqual(['101', '102']);
  });
});
