import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarDate, IsoWeek } from '@parta/contracts/values/calendar-date';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { saveYearRow } from '../calendar/year-store.ts';
import { upsertRooms } from '../rooms/room-store.ts';
import { upsertSubjects } from '../subjects/subject-store.ts';
import { writeGroups } from '../teaching-groups/group-store.ts';
import type { StoredLesson } from './diff-lessons.ts';
import { deleteLessons, loadLessonsFrom, publishWeeks, weeksInRooms, writeLessons } from './lesson-store.ts';

const day = (text: string) => CalendarDate.parse(text);
const week = IsoWeek.parse('2026-W44');
const from = day('2026-09-01');

describe('stored lessons', () => {
  let database: TestDatabase;
  const ids = {
    institutionId: randomUUID(),
    subject: randomUUID(),
    group: randomUUID(),
    room: randomUUID(),
    period: randomUUID(),
  };
  const stranger = { institutionId: randomUUID() };
  const lesson = (date: string, slot: number, roomId: string | null = null): StoredLesson => ({
    ...{ id: randomUUID(), teachingGroupId: ids.group, date: day(date), slot, start: '08:30', end: '09:15' },
    ...{ periodId: ids.period, roomId, teacherIds: [], state: 'planned', planned: { date: day(date), slot } },
  });
  const write = (lessons: readonly StoredLesson[]) =>
    database.inTenant(ids, (trx) => writeLessons(trx, { institutionId: ids.institutionId, year: 2026 }, lessons));

  beforeAll(async () => {
    database = await createTestDatabase('curriculum', new URL('../../migrations/', import.meta.url));
    await database.inTenant(ids, async (trx) => {
      const { institutionId } = ids;
      await saveYearRow(trx, institutionId, {
        ...{ id: randomUUID(), year: 2026, version: 0, from, to: day('2027-06-01'), state: 'open', weekDays: 6 },
        ...{ schemes: [], holidays: [], workingSaturdays: [], bells: [] },
      });
      await upsertSubjects(trx, institutionId, [{ id: ids.subject, name: 'Химия', shortName: 'Химия', order: 1 }]);
      await upsertRooms(trx, institutionId, [{ id: ids.room, name: '101' }]);
      await writeGroups(trx, institutionId, [
        {
          ...{
            id: ids.group,
            year: 2026,
            subjectId: ids.subject,
            name: '9Б',
            scale: 'five',
            periodSchemeId: randomUUID(),
          },
          ...{ hoursPerWeek: 2, state: 'open', classIds: [], teachers: [] },
        },
      ]);
    });
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  it('come back as they were written, also with several teachers', async () => {
    const lessons = [
      lesson('2026-10-26', 1, ids.room),
      { ...lesson('2026-10-26', 2), teacherIds: [randomUUID(), randomUUID()] },
    ];
    await write(lessons);
    const read = await database.inTenant(ids, (trx) => loadLessonsFrom(trx, 2026, day('2026-10-26')));
    expect(new Map(read.map((one) => [one.id, one]))).toEqual(new Map(lessons.map((one) => [one.id, one])));
    expect(await database.inTenant(ids, (trx) => loadLessonsFrom(trx, 2026, day('2026-10-27')))).toEqual([]);
    const [first] = lessons;
    if (!first) throw new Error('no lesson');
    await write([{ ...first, state: 'displaced', roomId: null }]);
    const [changed] = await database.inTenant(ids, async (trx) => {
      await deleteLessons(
        trx,
        lessons.slice(1).map(({ id }) => id),
      );
      return loadLessonsFrom(trx, 2026, day('2026-10-26'));
    });
    expect(changed).toMatchObject({ id: first.id, state: 'displaced', roomId: null });
    await database.inTenant(ids, (trx) => deleteLessons(trx, [first.id]));
  });

  it('are published by week with a version that grows, in the order of the outbox', async () => {
    const one = lesson('2026-10-28', 1, ids.room);
    await write([one]);
    const weeks = await database.inTenant(ids, (trx) => weeksInRooms(trx, [ids.room], day('2026-10-01')));
    expect(weeks).toEqual([{ teachingGroupId: ids.group, week }]);
    await database.inTenant(ids, (trx) => publishWeeks(trx, ids.institutionId, weeks));
    await database.inTenant(ids, (trx) => deleteLessons(trx, [one.id]));
    await database.inTenant(ids, (trx) => publishWeeks(trx, ids.institutionId, weeks));
    const rows: unknown = await database
      .owner('outbox')
      .where({ topic: 'curriculum.lessons' })
      .orderBy('seq')
      .select('key', 'version', 'data');
    const key = `${ids.group}/${week}`;
    expect(rows).toMatchObject([
      { key, version: 1, data: { lessons: [{ id: one.id, room: '101', date: '2026-10-28' }] } },
      { key, version: 2, data: { lessons: [] } },
    ]);
  });

  it('belong to one institution (ORG-1)', async () => {
    await write([lesson('2026-12-01', 1)]);
    expect(await database.inTenant(stranger, (trx) => loadLessonsFrom(trx, 2026, from))).toEqual([]);
    await database.inTenant(stranger, (trx) => trx('lesson').delete());
    expect(await database.inTenant(ids, (trx) => loadLessonsFrom(trx, 2026, day('2026-12-01')))).toHaveLength(1);
    expect(await database.app('lesson').select('id')).toEqual([]);
  });
});
