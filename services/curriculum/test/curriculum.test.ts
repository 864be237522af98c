import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { timetableContract } from '@parta/contracts/http/curriculum/timetable';
import { yearsContract } from '@parta/contracts/http/curriculum/years';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { IsoWeek } from '@parta/contracts/values/calendar-date';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildCurriculum } from '../src/app.ts';
import { countByType, recordEvents } from './record-events.ts';
import { classEvent, day, smallCollege, yearPlan } from './small-college.ts';

const clock = { now: () => new Date('2026-10-28T06:00:00Z') };
const week = (text: string) => IsoWeek.parse(text);
const code = (value: string) => ({ problem: { code: value } });

describe('curriculum over HTTP', () => {
  let curriculum: Component;
  let fresh: ReturnType<typeof recordEvents>;
  let college: ReturnType<typeof smallCollege>;
  let plan: ReturnType<typeof yearPlan>;
  let deputy: TestActor;

  beforeAll(async () => {
    curriculum = await startComponent({
      definition: { name: 'curriculum', build: buildCurriculum },
      migrations: new URL('../migrations/', import.meta.url),
      config: { CONTINGENT_URL: 'http://127.0.0.1:9' },
      clock,
    });
    fresh = recordEvents(curriculum);
  });
  afterAll(async () => {
    await curriculum[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    college = smallCollege();
    plan = yearPlan();
    deputy = { institutionId: college.institutionId, roles: ['deputy'], at: clock.now() };
    await curriculum.publish(college.events);
  });

  const years = (actor = deputy) => curriculum.as(yearsContract, actor);
  const groups = (actor = deputy) => curriculum.as(teachingGroupsContract, actor);
  const timetable = (actor = deputy) => curriculum.as(timetableContract, actor);
  const events = () => fresh(college.institutionId);
  const openYear = () => years().saveYear({ params: { year: 2026 }, body: plan });
  const subject = { id: uuidV7(), name: 'Математика', shortName: 'Матем.', order: 1 };
  const saveSubject = () => groups().saveSubjects({ body: { subjects: [subject] } });
  const newGroup = (classIds: string[], teachers: string[] = [college.teacher1], subjectId = subject.id) => ({
    ...{ id: uuidV7(), year: 2026, subjectId, classIds, periodSchemeId: plan.schemes[0]?.id ?? '', hoursPerWeek: 4 },
    teachers: teachers.map((personId) => ({ personId, from: day('2026-09-01') })),
  });
  const entry = (teachingGroupId: string, weekday: number, slot: number, roomId: string | null = null) => ({
    ...{ teachingGroupId, weekIndex: 0, weekday, slot, roomId, teacherIds: [] },
  });
  const saveVersion = (versionId: string, entries: ReturnType<typeof entry>[], cycleWeeks = 1) =>
    timetable().saveVersion({
      params: { versionId },
      body: { year: 2026, name: 'Первое полугодие', cycleWeeks, bellScheduleId: plan.bells[0]?.id ?? '', entries },
    });
  const publish = (versionId: string, from = '2026-09-01') =>
    timetable().publishVersion({ params: { versionId }, body: { from: day(from) } });

  describe('the year (CUR-1)', () => {
    it('is opened, changed and published; repeating it publishes nothing', async () => {
      expect(await openYear()).toMatchObject({ year: 2026, state: 'open', id: plan.id });
      expect(countByType(await events())).toEqual({ 'curriculum.calendar.v1': 1 });
      await openYear();
      expect(await events()).toEqual([]);
      plan.holidays.push({ name: 'Выборы', from: day('2026-09-18'), to: day('2026-09-19') });
      await openYear();
      expect(await events()).toMatchObject([{ version: 2, data: { holidays: { length: 3 } } }]);
      expect((await years().listYears()).years).toHaveLength(1);
    });

    it('refuses periods that overlap or leave the year', async () => {
      const [scheme] = plan.schemes;
      const second = scheme?.periods[1];
      if (!scheme || !second) throw new Error('no scheme');
      scheme.periods[1] = { ...second, from: day('2027-01-10') };
      await expect(openYear()).rejects.toMatchObject(code('periods-overlap'));
      scheme.periods[1] = { ...second, to: day('2027-07-02') };
      await expect(openYear()).rejects.toMatchObject(code('period-outside-year'));
    });
  });

  describe('teaching groups (CUR-2, CUR-4)', () => {
    beforeEach(async () => {
      await openYear();
      await saveSubject();
      await events();
    });

    it('are named by their classes and published once', async () => {
      const whole = newGroup([college.classA]);
      const half = newGroup([college.half1]);
      const both = newGroup([college.classB, college.classA]);
      const body = { teachingGroups: [whole, half, both] };
      expect(await groups().saveTeachingGroups({ body })).toEqual({ saved: 3 });
      const published = await events();
      expect(published.map(({ data }) => (data as { name: string }).name).sort()).toEqual([
        'СВ11',
        'СВ11, СВ21',
        'СВ11, англ. 1',
      ]);
      await groups().saveTeachingGroups({ body });
      expect(await events()).toEqual([]);
      const { teachingGroups } = await groups().listTeachingGroups({ query: { classId: college.classB } });
      expect(teachingGroups).toMatchObject([
        {
          id: both.id,
          subjectName: 'Математика',
          teachers: [{ personId: college.teacher1, displayName: 'Титова А. И.' }],
        },
      ]);
    });

    it('take over new names of classes and subjects', async () => {
      const half = newGroup([college.half1]);
      await groups().saveTeachingGroups({ body: { teachingGroups: [half, newGroup([college.classB])] } });
      await events();
      await curriculum.publish([classEvent(college, { id: college.classA, name: 'СВ12', version: 2 })]);
      expect(await events()).toMatchObject([{ key: half.id, version: 2, data: { name: 'СВ12, англ. 1' } }]);
      await groups().saveSubjects({ body: { subjects: [{ ...subject, name: 'Алгебра' }] } });
      expect(countByType(await events())).toEqual({ 'curriculum.teaching-group.v1': 2 });
    });

    it.each([
      ['class-not-found', () => newGroup([randomUUID()])],
      ['teacher-not-found', () => newGroup([college.classA], [randomUUID()])],
      ['subject-not-found', () => newGroup([college.classA], [], randomUUID())],
      ['scheme-not-found', () => ({ ...newGroup([college.classA]), periodSchemeId: randomUUID() })],
      ['year-not-found', () => ({ ...newGroup([college.classA]), year: 2030 })],
    ])('answer %s and write nothing', async (problem, group) => {
      const body = { teachingGroups: [newGroup([college.classA]), group()] };
      await expect(groups().saveTeachingGroups({ body })).rejects.toMatchObject(code(problem));
      expect((await groups().listTeachingGroups()).teachingGroups).toEqual([]);
      expect(await events()).toEqual([]);
    });

    it('keep names of subjects and rooms unique, and let two swap theirs', async () => {
      const [one, other] = [uuidV7(), uuidV7()];
      const save = (first: string, second: string) =>
        timetable().saveRooms({
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
      expect((await timetable().listRooms()).rooms.map(({ name }) => name)).toEqual(['101', '102']);
    });
  });

  describe('the timetable (CUR-7)', () => {
    let whole: ReturnType<typeof newGroup>;
    let half1: ReturnType<typeof newGroup>;
    let half2: ReturnType<typeof newGroup>;
    const room = { id: uuidV7(), name: '101' };

    beforeEach(async () => {
      await openYear();
      await saveSubject();
      whole = newGroup([college.classA]);
      half1 = newGroup([college.half1], [college.teacher1]);
      half2 = newGroup([college.half2], [college.teacher2]);
      await groups().saveTeachingGroups({ body: { teachingGroups: [whole, half1, half2] } });
      await timetable().saveRooms({ body: { rooms: [room] } });
      await events();
    });

    it('tells conflicts of a draft and refuses nothing', async () => {
      const draft = [entry(half1.id, 1, 1, room.id), entry(half2.id, 1, 1, room.id), entry(whole.id, 1, 1)];
      const { version, conflicts } = await saveVersion(uuidV7(), draft);
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
      expect((await saveVersion(uuidV7(), [entry(half1.id, 1, 1), entry(half2.id, 1, 1)])).conflicts).toEqual([]);
    });

    it('becomes lessons without holidays; publishing again publishes nothing', async () => {
      const versionId = uuidV7();
      // Wednesdays: 4 November is a holiday, 6 January lies in the vacation
      await saveVersion(versionId, [entry(whole.id, 3, 1, room.id)]);
      const first = await publish(versionId);
      expect(first).toMatchObject({ kept: 0, changed: 0, removed: 0, displaced: 0 });
      const published = await events();
      expect(published).toHaveLength(first.added);
      const weeks = new Set(published.map(({ data }) => (data as { week: string }).week));
      expect([weeks.has('2026-W44'), weeks.has('2026-W45'), weeks.has('2027-W01')]).toEqual([true, false, false]);
      expect(await publish(versionId)).toEqual({ ...first, added: 0, kept: first.added });
      expect(await events()).toEqual([]);
      await expect(saveVersion(versionId, [])).rejects.toMatchObject(code('already-published'));
      expect(await saveVersion(versionId, [entry(whole.id, 3, 1, room.id)])).toMatchObject({
        version: { state: 'published' },
      });
    });

    it('gives the rest of the year to the next version and publishes only what changed', async () => {
      const [old, next] = [uuidV7(), uuidV7()];
      await saveVersion(old, [entry(whole.id, 3, 1), entry(half1.id, 4, 1)]);
      await publish(old);
      await events();
      await saveVersion(next, [entry(whole.id, 3, 1), entry(half1.id, 5, 1)]);
      const moved = await publish(next, '2026-11-09');
      expect(moved).toMatchObject({ changed: 0, displaced: 0 });
      expect(moved.removed).toBeGreaterThan(20);
      const published = await events();
      expect(new Set(published.map(({ data }) => (data as { teachingGroupId: string }).teachingGroupId))).toEqual(
        new Set([half1.id]),
      );
      expect(published.every(({ version }) => version === 2)).toBe(true);
      const { versions } = await timetable().listVersions({ query: { year: 2026 } });
      expect(versions.map(({ id, state }) => [id, state])).toEqual([
        // until 9 November the old one holds
        [old, 'published'],
        [next, 'published'],
      ]);
      await publish(next, '2026-10-01');
      expect((await timetable().listVersions()).versions.map(({ state }) => state)).toEqual(['replaced', 'published']);
    });

    it('alternates weeks from the one that is called the first', async () => {
      const versionId = uuidV7();
      await saveVersion(versionId, [entry(whole.id, 1, 1)], 2);
      const dates = async () => {
        const weeksOf = await Promise.all(
          ['2026-W37', '2026-W38'].map((one) =>
            timetable().getTimetable({ query: { of: 'class', id: college.classA, week: week(one) } }),
          ),
        );
        return weeksOf.map(({ lessons }) => lessons.length);
      };
      await publish(versionId);
      expect(await dates()).toEqual([0, 1]);
      await timetable().publishVersion({
        params: { versionId },
        body: { from: day('2026-09-01'), firstWeekIsA: day('2026-09-10') },
      });
      expect(await dates()).toEqual([1, 0]);
    });

    it('follows a changed calendar and a renamed room from today on', async () => {
      const versionId = uuidV7();
      await saveVersion(versionId, [entry(whole.id, 5, 1, room.id)]);
      await publish(versionId);
      await events();
      plan.holidays.push({ name: 'Актированный день', from: day('2026-11-06'), to: day('2026-11-07') });
      plan.holidays.push({ name: 'Прошлое', from: day('2026-09-11'), to: day('2026-09-12') });
      await openYear();
      const changed = await events();
      expect(countByType(changed)).toEqual({ 'curriculum.calendar.v1': 1, 'curriculum.lessons-of-week.v1': 1 });
      expect(changed.at(-1)).toMatchObject({ data: { week: '2026-W45', lessons: [] } });
      await timetable().saveRooms({ body: { rooms: [{ ...room, name: '102' }] } });
      const renamed = await events();
      expect(renamed.length).toBeGreaterThan(20);
      expect(renamed[0]).toMatchObject({ data: { lessons: [{ room: '102' }] } });
    });

    it('shows each one their own week, with holidays', async () => {
      const versionId = uuidV7();
      await saveVersion(versionId, [entry(whole.id, 2, 1), entry(half1.id, 2, 2), entry(half2.id, 3, 2)]);
      await publish(versionId);
      const me = (actor: TestActor, one?: string) =>
        timetable({ ...deputy, ...actor }).getTimetable({
          query: { of: 'me', ...(one !== undefined && { week: week(one) }) },
        });
      const student = await me({ roles: ['student'], side: 'student', personId: college.student1 });
      // it is already Wednesday of week 44 in Vladivostok
      expect(student).toMatchObject({ week: '2026-W44', from: '2026-10-26', title: 'СВ11', holidays: [] });
      expect(student.lessons.map(({ date, slot, groupName, teachers }) => [date, slot, groupName, teachers])).toEqual([
        ['2026-10-27', 1, 'СВ11', ['Титова А. И.']],
        ['2026-10-27', 2, 'СВ11, англ. 1', ['Титова А. И.']],
      ]);
      const teacher = await me({ roles: ['teacher'], personId: college.teacher2 }, '2026-W44');
      expect([teacher.title, teacher.lessons.length]).toEqual(['Уварова А. И.', 1]);
      const holidayWeek = await me({ roles: ['teacher'], personId: college.teacher2 }, '2026-W45');
      expect(holidayWeek).toMatchObject({
        holidays: [{ date: '2026-11-04', name: 'День народного единства' }],
        lessons: [],
      });
      expect((await me({ roles: ['guardian'], side: 'guardian' })).lessons).toEqual([]);
      const ofClass = await timetable().getTimetable({ query: { of: 'class', id: college.classA } });
      expect(ofClass.lessons).toHaveLength(3);
      const ofHalf = await timetable().getTimetable({ query: { of: 'class', id: college.half2 } });
      expect(ofHalf.lessons.map(({ groupName }) => groupName)).toEqual(['СВ11', 'СВ11, англ. 2']);
    });

    it('answers a foreign object as one that is missing, and needs the permission (IAM-2)', async () => {
      const versionId = uuidV7();
      await saveVersion(versionId, [entry(whole.id, 2, 1, room.id)]);
      const stranger: TestActor = { ...deputy, institutionId: randomUUID() };
      const problemOf = async (actor: TestActor, id: string) =>
        timetable(actor)
          .publishVersion({ params: { versionId: id }, body: { from: day('2026-09-01') } })
          .catch((error: unknown) => ({ ...(error as { problem: object }).problem, correlationId: '' }));
      expect(await problemOf(stranger, versionId)).toEqual(await problemOf(deputy, randomUUID()));
      expect(await problemOf(stranger, versionId)).toMatchObject({ status: 404, code: 'version-not-found' });
      for (const [of, id] of [
        ['class', college.classA],
        ['teacher', college.teacher1],
        ['room', room.id],
      ] as const) {
        const foreign = timetable(stranger).getTimetable({ query: { of, id } });
        await expect(foreign).rejects.toMatchObject(code(`${of}-not-found`));
      }
      const teacher: TestActor = { ...deputy, roles: ['teacher'] };
      await expect(saveAs(teacher, versionId)).rejects.toMatchObject({
        problem: { status: 403, code: 'permission-missing' },
      });
      await expect(publish(versionId, '2027-07-01')).rejects.toMatchObject(code('outside-year'));
    });

    const saveAs = (actor: TestActor, versionId: string) =>
      timetable(actor).publishVersion({ params: { versionId }, body: { from: day('2026-09-01') } });
  });
});
