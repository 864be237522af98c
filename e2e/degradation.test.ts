import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ApiProblem } from '@parta/chassis/http/client';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { isoWeekOf } from '@parta/contracts/values/calendar-date';
import { repositoryFolder } from '@parta/local/repository-folder';
import { signIn } from '@parta/local/seed/seed-person';
import type { Servers } from '@parta/local/servers';
import { eventually } from '@parta/testkit/eventually';
import { lastLesson, makeSmallSchool, password, type SmallSchool } from './setup/small-school.ts';
import { startOwnServers, startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';

/** What people do all day; each ends well or with a problem. */
type Deed = 'save' | 'page' | 'diary' | 'bell' | 'report' | 'class list' | 'curriculum' | 'sign-in';
const everything: readonly Deed[] = [
  ...(['save', 'page', 'diary', 'bell', 'report', 'class list', 'curriculum', 'sign-in'] as const),
];

/** One row of the table «What still works» in the README. */
interface Row {
  readonly away: string;
  readonly lost: readonly Deed[];
  readonly take: () => Promise<void>;
  readonly give: () => Promise<void>;
}

describe('what still works while something is away', () => {
  let servers: Servers;
  let test: TestPlatform;
  let school: SmallSchool;

  beforeAll(async () => {
    servers = await startOwnServers();
    test = await startTestPlatform({ servers });
    school = await makeSmallSchool(test.url, test.platform.bootstrap);
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    await servers.stop();
  });

  const service = (name: string): Row => ({
    away: name,
    lost: [],
    take: () => test.platform.stopReplica(name, 0),
    give: () => test.platform.startReplica(name, 0),
  });
  const server = (away: 'kafka' | 'redis'): Row => ({
    ...{ away, lost: [] },
    take: async () => servers.programs[away]?.stop(),
    give: async () => servers.programs[away]?.start(),
  });
  const rows: readonly Row[] = [
    server('kafka'),
    server('redis'),
    { ...service('reporting'), lost: ['report'] },
    { ...service('notifications'), lost: ['bell'] },
    { ...service('identity'), lost: ['sign-in'] },
    {
      away: 'journal’s primary database',
      lost: ['save', 'page', 'diary'],
      take: () => journalDatabase(false),
      give: () => journalDatabase(true),
    },
  ];

  /** As a primary that is gone: nobody is let in and those inside are thrown out. */
  async function journalDatabase(open: boolean): Promise<void> {
    const name = new URL(test.platform.databaseUrl('journal', 'app')).pathname.slice(1);
    const client = new pg.Client({ connectionString: servers.postgresUrl });
    await client.connect();
    await client.query(`alter database "${name}" allow_connections ${open}`);
    if (!open) await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await client.end();
  }

  let value = 2;
  async function save(): Promise<void> {
    const pages = school.teacher.client('journal', pagesContract);
    const { pageId } = school;
    const workId = randomUUID();
    const lessonId = lastLesson(school.page).id;
    await pages.addWork({ params: { pageId }, body: { id: workId, lessonId, typeKey: 'test' } });
    const grade = { kind: 'grade' as const, value: 2 + (value++ % 4) };
    const studentId = school.studentIds[0] ?? '';
    const changes = [{ kind: 'mark' as const, workId, studentId, baseVersion: 0, mark: grade }];
    const { outcomes } = await pages.changeCells({ params: { pageId }, body: { changes } });
    expect(outcomes).toMatchObject([{ status: 'applied' }]);
    saved.push(workId);
  }
  const saved: string[] = [];

  const login = () => `teacher1-${school.institutionId.slice(-6)}`;
  const week = () => isoWeekOf(lastLesson(school.page).date);
  const deeds: Readonly<Record<Deed, () => Promise<unknown>>> = {
    save,
    page: () => school.teacher.client('journal', pagesContract).getPage({ params: { pageId: school.pageId } }),
    diary: () =>
      school.student
        .client('journal', diaryContract)
        .diaryWeek({ params: { studentId: school.studentIds[0] ?? '' }, query: { week: week() } }),
    bell: () => school.guardian.client('notifications', inboxContract).listInbox({ query: { limit: 100 } }),
    report: () =>
      school.classTeacher.client('reporting', reportsContract).previewReport({
        params: { report: 'class-summary' },
        query: { classId: school.classId, year: school.year },
      }),
    'class list': () =>
      school.administrator.client('contingent', classesContract).getClass({ params: { classId: school.classId } }),
    curriculum: () =>
      school.administrator
        .client('curriculum', teachingGroupsContract)
        .listTeachingGroups({ query: { year: school.year } }),
    'sign-in': () => signIn(test.url, login(), password),
  };

  /** Which deeds end with «the service is away», and that none ends in another bad way. */
  async function lostNow(): Promise<readonly Deed[]> {
    const lost: Deed[] = [];
    for (const deed of everything) {
      try {
        await deeds[deed]();
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.problem.status !== 503) throw error;
        expect(error.problem.code).toMatch(/unavailable/);
        lost.push(deed);
      }
    }
    return lost;
  }

  const told = async (): Promise<readonly string[]> => {
    const { items } = await school.guardian.client('notifications', inboxContract).listInbox({ query: { limit: 100 } });
    return items.flatMap(({ fact }) => (fact.kind === 'mark' ? [fact.workId] : []));
  };

  it.each(rows)('$away', async ({ away, lost, take, give }) => {
    await take();
    try {
      await eventually(async () => expect(await lostNow()).toEqual(lost));
    } finally {
      await give();
    }
    await eventually(async () => expect(await lostNow()).toEqual([]));
    // whatever was saved meanwhile reaches the family once
    await eventually(async () => expect((await told()).toSorted()).toEqual(saved.toSorted()));
    expectToldOf(away);
  });

  it('strength: more is read than can be answered', async () => {
    const journal = test.platform.services['journal']?.[0]?.url ?? '';
    const { session } = await signIn(test.url, login(), password);
    const headers = { authorization: `Bearer ${session.accessToken}` };
    const refused: { readonly code?: string; readonly status: number; readonly retryAfter: string | null }[] = [];
    const ask = async () => {
      const response = await fetch(`${journal}/pages/${school.pageId}`, { headers });
      const { code } = (await response.json()) as { readonly code?: string };
      if (code !== undefined)
        refused.push({ code, status: response.status, retryAfter: response.headers.get('retry-after') });
    };
    const names = new pg.Client({ connectionString: test.platform.databaseUrl('journal', 'owner') });
    await names.connect();
    try {
      // names of students are read by a page and by no save: while nobody may read them every page waits
      await names.query('begin; lock table person in access exclusive mode');
      const asked = Array.from({ length: 600 }, ask);
      await eventually(async () => expect(refused.length).toBeGreaterThanOrEqual(600 - 512));
      await save();
      await names.query('rollback');
      await Promise.all(asked);
    } finally {
      await names.end();
    }
    expect(refused.filter(({ code }) => code === 'busy')).toHaveLength(600 - 512);
    // those that were let in are answered; on a slow machine some have waited too long for a connection by then
    const known = expect.stringMatching(/^(busy|service-unavailable)$/);
    for (const each of refused) expect(each).toEqual({ status: 503, code: known, retryAfter: '1' });
    expect(await lostNow()).toEqual([]);
    await eventually(async () => expect((await told()).toSorted()).toEqual(saved.toSorted()));
    expectToldOf('strength: more is read than can be answered');
  });

  /** In the README's table. */
  function expectToldOf(away: string): void {
    const readme = readFileSync(join(repositoryFolder, 'README.md'), 'utf8');
    const row = readme.split('\n').find((line) => line.toLowerCase().startsWith(`| ${away.toLowerCase()} |`));
    expect(row).toBeDefined();
  }
});
