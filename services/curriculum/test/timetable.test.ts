import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { IsoWeek } from '@parta/contracts/values/calendar-date';
import type { TestActor } from '@parta/testkit/tokens';
import { type Actions, type CollegeComponent, startCollegeComponent } from './college-actions.ts';
import { countByType } from './record-events.ts';
import { day } from './small-college.ts';

const states = (versions: readonly { readonly id: string; readonly state: string }[]) =>
  Object.fromEntries(versions.map(({ id, state }) => [id, state]));
const week = (text: string) => IsoWeek.parse(text);
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

describe('the timetable (CUR-7)', () => {
  let whole: ReturnType<Actions['newGroup']>;
  let half1: ReturnType<Actions['newGroup']>;
  let half2: ReturnType<Actions['newGroup']>;
  const room = { id: uuidV7(), name: '101' };

  beforeEach(async () => {
    await act.openYear();
    await act.saveSubject();
    whole = act.newGroup([act.college.classA]);
    half1 = act.newGroup([act.college.half1], [act.college.teacher1]);
    half2 = act.newGroup([act.college.half2], [act.college.teacher2]);
    await act.groups().saveTeachingGroups({ body: { teachingGroups: [whole, half1, half2] } });
    await act.timetable().saveRooms({ body: { rooms: [room] } });
    await act.events();
  });

  it('tells conflicts of a draft and refuses nothing', async () => {
    const draft = [act.entry(half1.id, 1, 1, room.id), act.entry(half2.id, 1, 1, room.id), act.entry(whole.id, 1, 1)];
    const { version, conflicts } = await act.saveVersion(uuidV7(), draft);
    expect(version).toMatchObject({ state: 'draft', entries: 3, publishedFrom: null });
    const at = { weekIndex: 0, weekday: 1, slot: 1 };
    expect(conflicts).toHaveLength(3);
    expect(conflicts).toEqual(
      expect.arrayContaining([
        { kind: 'room', name: '101', ...at },
        { kind: 'teacher', name: 'Титова А. И.', ...at },
        { kind: 'class', name: 'СВ11', ...at },
      ]),
    );
    // halves with different students may sit side by side
    expect((await act.saveVersion(uuidV7(), [act.entry(half1.id, 1, 1), act.entry(half2.id, 1, 1)])).conflicts).toEqual(
      [],
    );
  });

  it('becomes lessons without holidays; publishing again publishes nothing', async () => {
    const versionId = uuidV7();
    // Wednesdays: 4 November is a holiday, 6 January lies in the vacation
    await act.saveVersion(versionId, [act.entry(whole.id, 3, 1, room.id)]);
    const first = await act.publish(versionId);
    expect(first).toMatchObject({ kept: 0, changed: 0, removed: 0, displaced: 0 });
    const published = await act.events();
    expect(published).toHaveLength(first.added);
    const weeks = new Set(published.map(({ data }) => (data as { week: string }).week));
    expect([weeks.has('2026-W44'), weeks.has('2026-W45'), weeks.has('2027-W01')]).toEqual([true, false, false]);
    expect(await act.publish(versionId)).toEqual({ ...first, added: 0, kept: first.added });
    expect(await act.events()).toEqual([]);
    await expect(act.saveVersion(versionId, [])).rejects.toMatchObject(code('already-published'));
    expect(await act.saveVersion(versionId, [act.entry(whole.id, 3, 1, room.id)])).toMatchObject({
      version: { state: 'published' },
    });
  });

  it('gives the rest of the year to the next version and publishes only what changed', async () => {
    const [old, next] = [uuidV7(), uuidV7()];
    await act.saveVersion(old, [act.entry(whole.id, 3, 1), act.entry(half1.id, 4, 1)]);
    await act.publish(old);
    await act.events();
    await act.saveVersion(next, [act.entry(whole.id, 3, 1), act.entry(half1.id, 5, 1)]);
    const moved = await act.publish(next, '2026-11-09');
    expect(moved).toMatchObject({ changed: 0, displaced: 0 });
    expect(moved.removed).toBeGreaterThan(20);
    const published = await act.events();
    expect(new Set(published.map(({ data }) => (data as { teachingGroupId: string }).teachingGroupId))).toEqual(
      new Set([half1.id]),
    );
    expect(published.every(({ version }) => version === 2)).toBe(true);
    const { versions } = await act.timetable().listVersions({ query: { year: 2026 } });
    // until 9 November the old one holds
    expect(states(versions)).toEqual({ [old]: 'published', [next]: 'published' });
    await act.publish(next, '2026-10-01');
    expect(states((await act.timetable().listVersions()).versions)).toEqual({ [old]: 'replaced', [next]: 'published' });
  });

  it('alternates weeks from the one that is called the first', async () => {
    const versionId = uuidV7();
    await act.saveVersion(versionId, [act.entry(whole.id, 1, 1)], 2);
    const dates = async () => {
      const weeksOf = await Promise.all(
        ['2026-W37', '2026-W38'].map((one) =>
          act.timetable().getTimetable({ query: { of: 'class', id: act.college.classA, week: week(one) } }),
        ),
      );
      return weeksOf.map(({ lessons }) => lessons.length);
    };
    await act.publish(versionId);
    expect(await dates()).toEqual([0, 1]);
    await act.timetable().publishVersion({
      params: { versionId },
      body: { from: day('2026-09-01'), firstWeekIsA: day('2026-09-10') },
    });
    expect(await dates()).toEqual([1, 0]);
  });

  it('follows a changed calendar and a renamed room from today on', async () => {
    const versionId = uuidV7();
    await act.saveVersion(versionId, [act.entry(whole.id, 5, 1, room.id)]);
    await act.publish(versionId);
    await act.events();
    act.plan.holidays.push({ name: 'Актированный день', from: day('2026-11-06'), to: day('2026-11-07') });
    act.plan.holidays.push({ name: 'Прошлое', from: day('2026-09-11'), to: day('2026-09-12') });
    await act.openYear();
    const changed = await act.events();
    expect(countByType(changed)).toEqual({ 'curriculum.calendar.v1': 1, 'curriculum.lessons-of-week.v1': 1 });
    expect(changed.at(-1)).toMatchObject({ data: { week: '2026-W45', lessons: [] } });
    await act.timetable().saveRooms({ body: { rooms: [{ ...room, name: '102' }] } });
    const renamed = await act.events();
    expect(renamed.length).toBeGreaterThan(20);
    expect(renamed[0]).toMatchObject({ data: { lessons: [{ room: '102' }] } });
  });

  it('shows each one their own week, with holidays', async () => {
    const versionId = uuidV7();
    await act.saveVersion(versionId, [act.entry(whole.id, 2, 1), act.entry(half1.id, 2, 2), act.entry(half2.id, 3, 2)]);
    await act.publish(versionId);
    const me = (actor: TestActor, one?: string) =>
      act.timetable({ ...act.deputy, ...actor }).getTimetable({
        query: { of: 'me', ...(one !== undefined && { week: week(one) }) },
      });
    const student = await me({ roles: ['student'], side: 'student', personId: act.college.student1 });
    // it is already Wednesday of week 44 in Vladivostok
    expect(student).toMatchObject({ week: '2026-W44', from: '2026-10-26', title: 'СВ11', holidays: [] });
    expect(student.lessons.map(({ date, slot, groupName, teachers }) => [date, slot, groupName, teachers])).toEqual([
      ['2026-10-27', 1, 'СВ11', ['Титова А. И.']],
      ['2026-10-27', 2, 'СВ11, англ. 1', ['Титова А. И.']],
    ]);
    const teacher = await me({ roles: ['teacher'], personId: act.college.teacher2 }, '2026-W44');
    expect([teacher.title, teacher.lessons.length]).toEqual(['Уварова А. И.', 1]);
    const holidayWeek = await me({ roles: ['teacher'], personId: act.college.teacher2 }, '2026-W45');
    expect(holidayWeek).toMatchObject({
      holidays: [{ date: '2026-11-04', name: 'День народного единства' }],
      lessons: [],
    });
    expect((await me({ roles: ['guardian'], side: 'guardian' })).lessons).toEqual([]);
    const ofClass = await act.timetable().getTimetable({ query: { of: 'class', id: act.college.classA } });
    expect(ofClass.lessons).toHaveLength(3);
    const ofHalf = await act.timetable().getTimetable({ query: { of: 'class', id: act.college.half2 } });
    expect(ofHalf.lessons.map(({ groupName }) => groupName)).toEqual(['СВ11', 'СВ11, англ. 2']);
  });

  it('answers a foreign object as one that is missing, and needs the permission (IAM-2)', async () => {
    const versionId = uuidV7();
    await act.saveVersion(versionId, [act.entry(whole.id, 2, 1, room.id)]);
    const stranger: TestActor = { ...act.deputy, institutionId: randomUUID() };
    const problemOf = async (actor: TestActor, id: string) =>
      act
        .timetable(actor)
        .publishVersion({ params: { versionId: id }, body: { from: day('2026-09-01') } })
        .catch((error: unknown) => ({ ...(error as { problem: object }).problem, correlationId: '' }));
    expect(await problemOf(stranger, versionId)).toEqual(await problemOf(act.deputy, randomUUID()));
    expect(await problemOf(stranger, versionId)).toMatchObject({ status: 404, code: 'version-not-found' });
    for (const [of, id] of [
      ['class', act.college.classA],
      ['teacher', act.college.teacher1],
      ['room', room.id],
    ] as const) {
      const foreign = act.timetable(stranger).getTimetable({ query: { of, id } });
      await expect(foreign).rejects.toMatchObject(code(`${of}-not-found`));
    }
    const teacher: TestActor = { ...act.deputy, roles: ['teacher'] };
    await expect(saveAs(teacher, versionId)).rejects.toMatchObject({
      problem: { status: 403, code: 'permission-missing' },
    });
    await expect(act.publish(versionId, '2027-07-01')).rejects.toMatchObject(code('outside-year'));
  });

  const saveAs = (actor: TestActor, versionId: string) =>
    act.timetable(actor).publishVersion({ params: { versionId }, body: { from: day('2026-09-01') } });
});
