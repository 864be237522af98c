import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectDatabase } from '@parta/chassis/db/database';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { SEQ_LIFT } from '@parta/contracts/values/page-seq';
import { verifyHistory } from '@parta/journal/history/verify-history';
import { restoreDatabase } from '@parta/local/backup/restore-database';
import { type Backup, startBackup } from '@parta/local/backup/take-backup';
import type { Servers } from '@parta/local/servers';
import { eventually } from '@parta/testkit/eventually';
import pg from 'pg';
import { lastLesson, makeSmallSchool, type SmallSchool } from './setup/small-school.ts';
import { startOwnServers, startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';

/** One service's database goes back in time while the others and Kafka stay; afterwards everything agrees again. [DESIGN §6] */
describe('one database restored to an earlier moment', () => {
  let servers: Servers;
  let test: TestPlatform;
  let school: SmallSchool;
  let folder: string;
  let backup: Backup;

  beforeAll(async () => {
    servers = await startOwnServers();
    made.defer(() => servers.stop());
    test = made.use(await startTestPlatform({ servers }));
    folder = await mkdtemp(join(tmpdir(), 'parta-backup-'));
    made.defer(() => rm(folder, { recursive: true, force: true }));
    backup = made.use(await startBackup({ postgresUrl: servers.postgresUrl, folder }));
    school = await makeSmallSchool(test.url, test.platform.bootstrap);
  });
  const made = new AsyncDisposableStack();
  afterAll(async () => {
    await made.disposeAsync();
  });

  const pages = () => school.teacher.client('journal', pagesContract);
  const params = () => ({ pageId: school.pageId });

  async function newWork(): Promise<string> {
    const workId = randomUUID();
    const lessonId = lastLesson(school.page).id;
    await pages().addWork({ params: params(), body: { id: workId, lessonId, typeKey: 'test' } });
    return workId;
  }
  async function mark(workId: string, value: number, baseVersion = 0): Promise<number> {
    const changes = school.studentIds.map((studentId) => ({
      ...{ kind: 'mark' as const, workId, studentId, baseVersion },
      mark: { kind: 'grade' as const, value },
    }));
    const { outcomes, seq } = await pages().changeCells({ params: params(), body: { changes } });
    expect(outcomes.map((each) => each.status)).toEqual(changes.map(() => 'applied'));
    return seq;
  }

  async function rowsOf(service: string, sql: string): Promise<readonly unknown[]> {
    const client = new pg.Client({ connectionString: test.platform.databaseUrl(service, 'owner') });
    await client.connect();
    try {
      return (await client.query<pg.QueryResultRow>(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const cells = `select work_id, student_id, mark from mark where mark is not null order by work_id, student_id`;
  const reportAgrees = () =>
    eventually(async () => expect(await rowsOf('reporting', cells)).toEqual(await rowsOf('journal', cells)));
  async function toldOf(workId: string): Promise<number> {
    const { items } = await school.guardian.client('notifications', inboxContract).listInbox({ query: { limit: 100 } });
    return items.filter(({ fact }) => fact.kind === 'mark' && fact.workId === workId).length;
  }
  const isTold = (workId: string, times: number) => eventually(async () => expect(await toldOf(workId)).toBe(times));

  /** A moment that lies between two changes, whatever the clocks' grain. */
  async function moment(): Promise<Date> {
    await pause(300);
    const now = new Date();
    await pause(300);
    return now;
  }

  /** As an operator does it: down, back, told, up. */
  async function restore(service: string, to: Date): Promise<string> {
    await backup.caughtUp();
    await test.platform.stopReplica(service, 0);
    const database = new URL(test.platform.databaseUrl(service, 'owner')).pathname.slice(1);
    const { postgresUrl } = servers;
    const kept = await restoreDatabase({ postgresUrl, backup: folder, database, owner: `${service}_owner`, to });
    await test.platform.command(service, ['restored', '--to', to.toISOString()]);
    await test.platform.startReplica(service, 0);
    return kept;
  }

  it('the journal: copies forget what it has lost, its chain names the gap, and nothing is given twice', async () => {
    const [kept, overwritten] = [await newWork(), await newWork()];
    await mark(kept, 5);
    const base = await mark(overwritten, 4);
    await isTold(overwritten, 1);
    const to = await moment();
    const lost = await newWork();
    await mark(lost, 2);
    const lastSeq = await mark(overwritten, 3, base);
    await isTold(overwritten, 2);
    await reportAgrees();

    await restore('journal', to);
    await reportAgrees();
    const page = await pages().getPage({ params: params() });
    expect(page.page.seq).toBeGreaterThanOrEqual(SEQ_LIFT);
    expect(new Set(page.marks.map((each) => each.workId))).toEqual(new Set([kept, overwritten]));
    expect(page.marks.filter((each) => each.workId === overwritten).map((each) => each.mark)).toEqual(
      school.studentIds.map(() => ({ kind: 'grade', value: 4 })),
    );

    const again = await newWork();
    expect(await mark(again, 3)).toBeGreaterThan(lastSeq);
    await mark(overwritten, 2, base);
    await isTold(again, 1);
    await reportAgrees();
    const owner = connectDatabase(test.platform.databaseUrl('journal', 'owner'), { max: 1, name: 'restore' });
    expect((await verifyHistory(owner)).broken).toEqual([]);
    await owner.destroy();
    expect(await rowsOf('reporting', 'select * from page_gap')).toEqual([]);
  });

  it.each(['notifications', 'reporting'])(
    '%s: what came after the moment comes once more, and once',
    async (service) => {
      const before = await newWork();
      await mark(before, 5);
      await isTold(before, 1);
      const to = await moment();
      const after = await newWork();
      await mark(after, 4);
      await isTold(after, 1);
      await reportAgrees();

      const kept = await restore(service, to);
      expect(kept).toMatch(/_before_\d+$/);
      await isTold(after, 1);
      await isTold(before, 1);
      await reportAgrees();
      const next = await newWork();
      await mark(next, 3);
      await isTold(next, 1);
      await reportAgrees();
      expect(await toldOf(after)).toBe(1);
    },
  );

  it('contingent: what it tells in its new epoch counts for more than what was lost', async () => {
    const people = school.administrator.client('contingent', peopleContract);
    const [personId = ''] = school.studentIds;
    const card = await people.getPerson({ params: { personId } });
    const nameAt = async (): Promise<string> => {
      const [row] = await rowsOf(
        'reporting',
        `select name->>'lastName' as name from person where person_id = '${personId}'`,
      );
      return (row as { name: string }).name;
    };
    const to = await moment();
    const stale = `update person set name = jsonb_set(name, '{lastName}', '"Ошибка"') where person_id = '${personId}'`;
    // the copy took a later version that the restore then loses
    await rowsOf('reporting', stale);
    await rowsOf('reporting', `update aggregate_version set version = version + 50 where key = '${personId}'`);
    await restore('contingent', to);
    await eventually(async () => expect(await nameAt()).toBe(card.lastName));
  });

  it('says so when the moment is not within the backup', async () => {
    const database = new URL(test.platform.databaseUrl('reporting', 'owner')).pathname.slice(1);
    const { postgresUrl } = servers;
    const to = new Date(Date.now() - 86_400_000);
    const wanted = { postgresUrl, backup: folder, database, owner: 'reporting_owner', to };
    await expect(restoreDatabase(wanted)).rejects.toThrow('is not within the backup');
  });
});
