import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partitionOf } from '@parta/chassis/events/partition';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { isoWeekOf } from '@parta/contracts/values/calendar-date';
import { eventually } from '@parta/testkit/eventually';
import pg from 'pg';
import { lastLesson, makeSmallSchool, type SmallSchool } from './setup/small-school.ts';
import { startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';

/** Copies of four services are spoilt under a running platform and mended by the operator's command. [DESIGN §6] */
describe('resync', () => {
  let test: TestPlatform;
  let school: SmallSchool;

  beforeAll(async () => {
    test = await startTestPlatform();
    school = await makeSmallSchool(test.url, test.platform.bootstrap);
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
  });

  async function inDatabase<T>(service: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: test.platform.databaseUrl(service, 'owner') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  const pages = () => school.teacher.client('journal', pagesContract);
  async function saveColumn(value: number): Promise<void> {
    const [workId, params] = [randomUUID(), { pageId: school.pageId }];
    await pages().addWork({ params, body: { id: workId, lessonId: lastLesson(school.page).id, typeKey: 'test' } });
    const changes = school.studentIds.map((studentId) => ({
      ...{ kind: 'mark' as const, workId, studentId, baseVersion: 0 },
      mark: { kind: 'grade' as const, value },
    }));
    const { outcomes } = await pages().changeCells({ params, body: { changes } });
    expect(outcomes.map(({ status }) => status)).toEqual(changes.map(() => 'applied'));
  }
  async function saveResults(): Promise<void> {
    const periodId = school.page.periods[0]?.id ?? '';
    const changes = school.studentIds.map((studentId, index) => ({
      ...{ kind: 'result' as const, periodId, studentId, baseVersion: 0 },
      result: { kind: 'grade' as const, value: 3 + (index % 3) },
    }));
    await pages().changeCells({ params: { pageId: school.pageId }, body: { changes } });
  }

  const report = () =>
    school.classTeacher.client('reporting', reportsContract).previewReport({
      params: { report: 'class-summary' },
      query: { classId: school.classId, year: school.year },
    });
  const diary = () =>
    school.student.client('journal', diaryContract).diaryWeek({
      params: { studentId: school.studentIds[0] ?? '' },
      query: { week: isoWeekOf(lastLesson(school.page).date) },
    });
  async function marksTold(): Promise<number> {
    const inbox = school.guardian.client('notifications', inboxContract);
    const { items } = await inbox.listInbox({ query: { limit: 100 } });
    return items.filter(({ fact }) => fact.kind === 'mark').length;
  }

  it('mends every copy, drops what no owner has, and tells families nothing twice', async () => {
    for (const value of [5, 4, 3]) await saveColumn(value);
    await saveResults();
    await eventually(async () => {
      expect(await marksTold()).toBe(3);
      expect((await report()).rows.length).toBeGreaterThanOrEqual(school.studentIds.length);
      const { rows } = await inDatabase('reporting', (client) => client.query('select from result'));
      expect(rows).toHaveLength(school.studentIds.length);
    });
    const [sheet, week] = [await report(), await diary()];

    const phantom = randomUUID();
    await inDatabase('reporting', async (client) => {
      await client.query(`delete from class`);
      await client.query(`update person set name = '{"lastName": "Чужая", "firstName": "Имя", "middleName": null}'`);
      // events that never came: neither their effect nor the memory of them is there
      await client.query(`delete from result; delete from mark; delete from page_seq; delete from inbox`);
      await client.query(`insert into person (institution_id, person_id, name) values ($1, $2, '{}')`, [
        school.institutionId,
        phantom,
      ]);
      await client.query(
        `insert into aggregate_version (institution_id, consumer, type, key, epoch, version, at, partition)
         select institution_id, consumer, type, $1, 1, 1, now() - interval '1 hour', $2 from aggregate_version
         where type = 'contingent.person.v1' limit 1`,
        [phantom, partitionOf(phantom)],
      );
    });
    await inDatabase('journal', (client) =>
      client.query(`delete from lesson; delete from page_teacher; delete from calendar`),
    );
    await inDatabase('notifications', (client) => client.query(`delete from relation; delete from account`));
    expect((await report().catch(() => undefined))?.rows).not.toEqual(sheet.rows);

    // a save is told by the date of its lesson: the journal says that its own copies come first
    await expect(test.platform.command('journal', ['resync'])).rejects.toThrow('resync curriculum first');
    await Promise.all(
      ['identity', 'contingent', 'curriculum'].map((service) => test.platform.command(service, ['resync'])),
    );
    await eventually(async () => expect(await diary()).toEqual(week));
    await test.platform.command('journal', ['resync']);

    await eventually(async () => {
      expect((await report()).rows).toEqual(sheet.rows);
      const { rows } = await inDatabase('reporting', (client) =>
        client.query('select from person where person_id = $1', [phantom]),
      );
      expect(rows).toHaveLength(0);
    });
    expect(await marksTold()).toBe(3);

    // and life goes on: the mended copies deliver the next save
    await saveColumn(5);
    await eventually(async () => expect(await marksTold()).toBe(4));
  });

  it('refuses an unknown stream by name', async () => {
    await expect(test.platform.command('journal', ['resync', '--stream', 'journal.unknown'])).rejects.toThrow(
      'journal has no stream journal.unknown',
    );
  });
});
