import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accountV1 } from '@parta/contracts/events/identity/account.v1';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Component } from '@parta/testkit/component';
import { enrol, enrolment, listen, makeClass, type Office, officeOf, startContingent } from './small-college.ts';

describe('contingent', () => {
  let component: Component;
  let events: ReturnType<typeof listen>;
  let office: Office;

  beforeAll(async () => {
    component = await startContingent();
    events = listen(component);
  });
  afterAll(async () => {
    await events.stop();
    await component[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    office = officeOf(component);
  });

  const problem = (status: number, code: string) => ({ problem: { status, code } });

  describe('orders and the movement book', () => {
    it('writes people, membership, book and events from an order (CNT-4, R-94.6)', async () => {
      const classId = await makeClass(office, '7А');
      const studentId = uuidV7();
      const order = enrolment({ studentId, lastName: 'Ершова', classId });
      expect(await office.orders.recordOrder({ body: order })).toEqual({ orderId: order.orderId, lines: 1 });

      const { movements } = await office.orders.listMovement({ query: { year: 2026 } });
      expect(movements).toMatchObject([
        {
          number: '118-с',
          kind: 'enrolment',
          fromClass: null,
          toClass: '7А',
          effectiveFrom: '2026-09-01',
          accountState: 'none',
        },
      ]);
      const [person] = await events.of(office.institutionId, 'contingent.person.v1');
      expect(person).toMatchObject({ key: studentId, version: 1, data: { kinds: ['student'], consent: 'given' } });
      const [movement] = await events.of(office.institutionId, 'contingent.movement-recorded.v1');
      expect(movement).toMatchObject({
        root: studentId,
        version: 1,
        data: { toClassId: classId, orderNumber: '118-с' },
      });
      const classes = await events.of(office.institutionId, 'contingent.class.v1');
      expect(classes.at(-1)).toMatchObject({
        key: classId,
        version: 2,
        data: { members: [{ studentId, from: '2026-09-01', to: null }] },
      });
    });

    it('answers the same order the same and writes it once; another content under its id is refused (CNT-4)', async () => {
      const classId = await makeClass(office, '7А');
      const order = enrolment({ studentId: uuidV7(), lastName: 'Ершова', classId });
      const first = await office.orders.recordOrder({ body: order });
      const before = await events.of(office.institutionId, 'contingent.class.v1');
      expect(await office.orders.recordOrder({ body: order })).toEqual(first);
      expect(await events.of(office.institutionId, 'contingent.class.v1')).toEqual(before);
      await expect(office.orders.recordOrder({ body: { ...order, number: '119-с' } })).rejects.toMatchObject(
        problem(409, 'id-taken'),
      );
    });

    it('moves a student inside the school: leaves and arrives the same day (R-94.4, R-23.6)', async () => {
      const [from, to] = [await makeClass(office, '5А'), await makeClass(office, '5Б')];
      const studentId = await enrol(office, from, 'Дёмина');
      const line = { lineId: uuidV7(), studentId, toClassId: to, effectiveFrom: '2026-09-21' };
      await office.orders.recordOrder({
        body: { orderId: uuidV7(), number: '3-п', date: '2026-09-18', kind: 'transfer', lines: [line] },
      });
      const card = await office.people.getPerson({ params: { personId: studentId } });
      expect(card.memberships).toEqual([
        { classId: to, className: '5Б', from: '2026-09-21', to: null },
        { classId: from, className: '5А', from: '2026-09-01', to: '2026-09-21' },
      ]);
      const { classes } = await office.classes.listClasses({ query: { year: 2026 } });
      expect(classes.map(({ name, students }) => [name, students])).toEqual([
        ['5А', 0],
        ['5Б', 1],
      ]);
    });

    it('refuses what would break the book, and writes nothing of it (R-94.2, R-94.5)', async () => {
      const classId = await makeClass(office, '7А');
      const studentId = await enrol(office, classId, 'Ершова');
      const again = enrolment({ studentId, lastName: 'Ершова', classId, from: '2026-10-01' });
      await expect(office.orders.recordOrder({ body: again })).rejects.toMatchObject(problem(409, 'interval-overlap'));
      const unborn = enrolment({ studentId: uuidV7(), lastName: 'Ранняя', classId, from: '2013-05-03' });
      await expect(office.orders.recordOrder({ body: unborn })).rejects.toMatchObject(problem(422, 'date-invalid'));
      const [line] = again.lines;
      const nameless = {
        ...again,
        lines: [
          {
            ...line,
            lineId: uuidV7(),
            studentId: uuidV7(),
            name: undefined,
            toClassId: classId,
            effectiveFrom: '2026-09-01',
          },
        ],
      };
      await expect(office.orders.recordOrder({ body: nameless })).rejects.toMatchObject(problem(422, 'name-required'));
      const { people } = await office.people.searchPeople({ query: { query: 'Ранняя' } });
      expect(people).toEqual([]);
      expect((await office.orders.listMovement({ query: { year: 2026 } })).movements).toHaveLength(1);
    });

    it('shows how far each enrolment has come (domain flow 1)', async () => {
      const { institutionId } = office;
      const studentId = await enrol(office, await makeClass(office, '7А'), 'Ершова');
      const userId = uuidV7();
      const subject = { institutionId, root: userId, key: userId, version: 1 };
      await component.publish([accountV1.of(subject, { userId, personId: studentId, state: 'invited', roles: [] })]);
      const { movements } = await office.orders.listMovement({ query: { year: 2026 } });
      expect(movements[0]?.accountState).toBe('invited');
    });
  });

  describe('classes', () => {
    it('numbers the list as the alphabet stands, ё beside е (CNT-3)', async () => {
      const classId = await makeClass(office, '7А');
      for (const name of ['Жукова', 'Ёлкина', 'Егорова', 'Иванова']) await enrol(office, classId, name);
      const card = await office.classes.getClass({ params: { classId } });
      expect(card.members.map(({ number, lastName }) => [number, lastName])).toEqual([
        [1, 'Егорова'],
        [2, 'Ёлкина'],
        [3, 'Жукова'],
        [4, 'Иванова'],
      ]);
    });

    it('divides a class from a day on, and ends a place with the place in the class (CNT-3, R-23.10)', async () => {
      const deputy = officeOf(component, { institutionId: office.institutionId, role: 'administrator' });
      const classId = await makeClass(office, '7А');
      const other = await makeClass(office, '7Б');
      const [anna, vera] = [await enrol(office, classId, 'Анина'), await enrol(office, classId, 'Верина')];
      const params = { classId, subgroupId: uuidV7() };
      const divide = (studentIds: string[], from: string) =>
        deputy.classes.setSubgroup({ params, body: { name: 'английский 1', studentIds, from } });
      await divide([anna, vera], '2026-09-01');
      await divide([vera], '2026-11-02');
      const card = await divide([vera], '2026-11-02');
      expect(card.divisions).toEqual([{ id: params.subgroupId, name: 'английский 1', studentIds: [vera] }]);
      const line = { lineId: uuidV7(), studentId: vera, toClassId: other, effectiveFrom: '2026-11-16' };
      await office.orders.recordOrder({
        body: { orderId: uuidV7(), number: '5-п', date: '2026-11-13', kind: 'transfer', lines: [line] },
      });
      const published = await events.of(office.institutionId, 'contingent.class.v1');
      const subgroup = published.filter(({ key }) => key === params.subgroupId);
      expect(subgroup.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(subgroup.at(-1)).toMatchObject({ root: classId, data: { parentId: classId } });
      expect((subgroup.at(-1)?.data as { members: unknown[] }).members).toHaveLength(2);
      expect((subgroup.at(-1)?.data as { members: unknown[] }).members).toEqual(
        expect.arrayContaining([
          { studentId: anna, from: '2026-09-01', to: '2026-11-02' },
          { studentId: vera, from: '2026-09-01', to: '2026-11-16' },
        ]),
      );
      await expect(divide([uuidV7()], '2026-11-02')).rejects.toMatchObject(problem(422, 'not-in-class'));
    });

    it('keeps who was class teacher when (CNT-3)', async () => {
      const classId = await makeClass(office, '7А');
      const [first, second] = [uuidV7(), uuidV7()];
      for (const [personId, lastName] of [
        [first, 'Первая'],
        [second, 'Вторая'],
      ] as const) {
        const name = { lastName, firstName: 'Ольга', middleName: null };
        await office.people.addStaff({
          body: { personId, name, positions: [{ role: 'teacher', from: '2026-09-01' }] },
        });
      }
      await office.classes.setClassTeacher({ params: { classId }, body: { personId: first, from: '2026-09-01' } });
      const brief = await office.classes.setClassTeacher({
        params: { classId },
        body: { personId: second, from: '2026-10-05' },
      });
      expect(brief.classTeacher).toMatchObject({ personId: second, lastName: 'Вторая' });
      await office.classes.setClassTeacher({ params: { classId }, body: { personId: second, from: '2026-10-05' } });
      const published = await events.of(office.institutionId, 'contingent.class.v1');
      expect(published).toHaveLength(3);
      expect(published.at(-1)).toMatchObject({
        data: {
          classTeachers: [
            { personId: first, from: '2026-09-01', to: '2026-10-05' },
            { personId: second, from: '2026-10-05', to: null },
          ],
        },
      });
    });

    it('finds or makes the classes of a file, never twice (CNT-3)', async () => {
      const byHand = await makeClass(office, 'ИСП-11', 1);
      const body = {
        source: 'fet',
        year: 2026,
        classes: [
          { externalKey: 'ИСП-11/1', name: '1', grade: 1, parentKey: 'ИСП-11' },
          { externalKey: 'ИСП-11', name: 'исп-11', grade: 1, parentKey: null },
          { externalKey: 'СД-21', name: 'СД-21', grade: 2, parentKey: null },
        ],
      };
      const first = await office.classes.ensureClasses({ body });
      expect(first.classes.map(({ created }) => created)).toEqual([true, false, true]);
      expect(first.classes[1]?.classId).toBe(byHand);
      const second = await office.classes.ensureClasses({ body });
      expect(second.classes).toEqual(first.classes.map((one) => ({ ...one, created: false })));
      expect(await events.of(office.institutionId, 'contingent.class.v1')).toHaveLength(3);
      const orphan = { ...body, classes: [{ externalKey: 'x', name: 'x', grade: 1, parentKey: 'нет' }] };
      await expect(office.classes.ensureClasses({ body: orphan })).rejects.toMatchObject(
        problem(422, 'parent-unknown'),
      );
    });

    it('keeps the names of classes apart within a year (CNT-3)', async () => {
      const body = { id: uuidV7(), year: 2026, name: '7А', grade: 7 };
      const first = await office.classes.createClass({ body });
      expect(await office.classes.createClass({ body })).toEqual(first);
      await expect(office.classes.createClass({ body: { ...body, id: uuidV7(), name: '7а' } })).rejects.toMatchObject(
        problem(409, 'name-taken'),
      );
      await expect(office.classes.createClass({ body: { ...body, grade: 8 } })).rejects.toMatchObject(
        problem(409, 'id-taken'),
      );
    });
  });
});
