import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { organisationV1 } from '@parta/contracts/events/identity/organisation.v1';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Component } from '@parta/testkit/component';
import { enrol, enrolment, listen, makeClass, type Office, officeOf, startContingent } from './small-college.ts';

describe('people of an institution', () => {
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

  describe('people', () => {
    it('finds people by the beginning of any part of the name (CNT-1)', async () => {
      const classId = await makeClass(office, '7А');
      await enrol(office, classId, 'Семёнова');
      await enrol(office, classId, 'Петрова');
      const found = async (query: string) =>
        (await office.people.searchPeople({ query: { query } })).people.map((one) => one.lastName);
      expect(await found('семен')).toEqual(['Семёнова']);
      expect(await found('анна пет')).toEqual(['Петрова']);
      expect(await found('павл')).toEqual(['Петрова', 'Семёнова']);
      expect(await found('%')).toEqual([]);
      const { people } = await office.people.searchPeople({ query: { query: 'пет', kind: 'student' } });
      expect(people).toMatchObject([{ className: '7А', kinds: ['student'] }]);
    });

    it('keeps guardians with their relation, both ways (CNT-1)', async () => {
      const studentId = await enrol(office, await makeClass(office, '7А'), 'Агеева');
      const body = {
        guardianId: uuidV7(),
        name: { lastName: 'Агеев', firstName: 'Пётр', middleName: null },
        relation: 'father' as const,
      };
      const card = await office.people.addGuardian({ params: { studentId }, body });
      expect(card.guardians).toMatchObject([{ personId: body.guardianId, relation: 'father' }]);
      await office.people.addGuardian({ params: { studentId }, body });
      expect(await events.of(office.institutionId, 'contingent.relation.v1')).toMatchObject([
        {
          root: studentId,
          version: 1,
          data: { guardianId: body.guardianId, kind: 'father', from: '2026-11-20', to: null },
        },
      ]);
      const father = await office.people.getPerson({ params: { personId: body.guardianId } });
      expect(father.children).toMatchObject([{ personId: studentId, relation: 'father', className: '7А' }]);
      const unnamed = { guardianId: uuidV7(), relation: 'mother' as const };
      await expect(office.people.addGuardian({ params: { studentId }, body: unnamed })).rejects.toMatchObject(
        problem(422, 'name-required'),
      );
    });

    it('takes on and dismisses; rights end on the first day without them (IAM-4, 002 §4.3)', async () => {
      const personId = uuidV7();
      const name = { lastName: 'Ткач', firstName: 'Ирина', middleName: 'Романовна' };
      const body = { personId, name, positions: [{ role: 'deputy' as const, from: '2026-09-01' }] };
      const card = await office.people.addStaff({ body });
      expect(card.positions).toEqual([
        { role: 'deputy', title: 'Заместитель директора по УР', from: '2026-09-01', to: null },
      ]);
      expect(await office.people.addStaff({ body })).toEqual(card);
      const other = { ...body, name: { ...name, lastName: 'Другая' } };
      await expect(office.people.addStaff({ body: other })).rejects.toMatchObject(problem(409, 'id-taken'));
      expect((await office.people.listStaff()).staff).toMatchObject([
        { personId, roles: ['deputy'], accountState: 'none' },
      ]);
      for (let time = 0; time < 2; time++)
        await office.people.endPosition({ params: { personId }, body: { from: '2026-11-20' } });
      expect((await office.people.listStaff()).staff).toEqual([]);
      const published = await events.of(office.institutionId, 'contingent.staff.v1');
      expect(published.map(({ version }) => version)).toEqual([1, 2]);
      expect(published.at(-1)).toMatchObject({ data: { positions: [{ role: 'deputy', to: '2026-11-20' }] } });
    });

    it('finds or makes the staff of a file, never twice (CNT-1)', async () => {
      const { institutionId } = office;
      const node = {
        kind: 'college' as const,
        parentId: null,
        name: 'Колледж',
        shortName: 'К',
        timeZone: 'Europe/Moscow',
        state: 'open' as const,
      };
      const subject = { institutionId, root: institutionId, key: institutionId, version: 1 };
      await component.publish([organisationV1.of(subject, { id: institutionId, ...node })]);
      const staff = ['Иванова И. И.', 'Петров П. П.'].map((externalKey) => ({
        externalKey,
        name: { lastName: externalKey.split(' ')[0] ?? '', firstName: 'И.', middleName: null },
      }));
      const body = { source: 'fet', from: '2026-09-01', staff };
      const first = await office.people.ensureStaff({ body });
      expect(first.staff.map(({ created }) => created)).toEqual([true, true]);
      const second = await office.people.ensureStaff({ body });
      expect(second.staff).toEqual(first.staff.map((one) => ({ ...one, created: false })));
      const published = await events.of(institutionId, 'contingent.staff.v1');
      expect(published).toHaveLength(2);
      expect(published[0]).toMatchObject({
        data: { positions: [{ role: 'teacher', title: 'Преподаватель', from: '2026-09-01' }] },
      });
    });
  });

  describe('walls', () => {
    it('answers a foreign row as a missing one (IAM-8)', async () => {
      const stranger = officeOf(component);
      const classId = await makeClass(office, '7А');
      const personId = await enrol(office, classId, 'Ершова');
      await expect(stranger.people.getPerson({ params: { personId } })).rejects.toMatchObject(
        problem(404, 'person-not-found'),
      );
      await expect(stranger.people.getPerson({ params: { personId: uuidV7() } })).rejects.toMatchObject(
        problem(404, 'person-not-found'),
      );
      await expect(stranger.classes.getClass({ params: { classId } })).rejects.toMatchObject(
        problem(404, 'class-not-found'),
      );
      await expect(
        stranger.orders.recordOrder({ body: enrolment({ studentId: uuidV7(), lastName: 'Чужая', classId }) }),
      ).rejects.toMatchObject(problem(404, 'class-not-found'));
      expect((await stranger.people.searchPeople()).people).toEqual([]);
    });

    it.each(['student', 'guardian'] as const)('has nothing for a %s (IAM-2)', async (role) => {
      const { people } = officeOf(component, { institutionId: office.institutionId, role });
      await expect(people.searchPeople()).rejects.toMatchObject(problem(403, 'permission-missing'));
    });
  });
});
