import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectDatabase } from '@parta/chassis/db/database';
import { connectBroker } from '@parta/chassis/events/broker';
import { toMessage } from '@parta/chassis/events/envelope';
import { ApiProblem } from '@parta/chassis/http/client';
import { buildLog } from '@parta/chassis/log';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import { isoWeekOf } from '@parta/contracts/values/calendar-date';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { verifyHistory } from '@parta/journal/history/verify-history';
import type { Servers } from '@parta/local/servers';
import { eventually } from '@parta/testkit/eventually';
import { lastLesson, makeSmallSchool, type SmallSchool } from './setup/small-school.ts';
import { startOwnServers, startTestPlatform, type TestPlatform } from './setup/start-test-platform.ts';

/** One acknowledged cell. */
interface Saved {
  readonly workId: string;
  readonly studentId: string;
  readonly value: number;
}

describe('nothing lost, nothing doubled', () => {
  let servers: Servers;
  let test: TestPlatform;
  let school: SmallSchool;
  let topicPrefix: string;

  beforeAll(async () => {
    servers = await startOwnServers();
    test = await startTestPlatform({ servers });
    topicPrefix = `${new URL(test.platform.databaseUrl('journal', 'app')).pathname
      .slice(1)
      .replace(/journal$/, '')
      .replace(/_$/, '')}.`;
    school = await makeSmallSchool(test.url, test.platform.bootstrap);
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    await servers.stop();
  });

  const pages = () => school.teacher.client('journal', pagesContract);
  const params = () => ({ pageId: school.pageId });

  async function newWork(): Promise<string> {
    const workId = randomUUID();
    await persist(() =>
      pages().addWork({
        params: params(),
        body: { id: workId, lessonId: lastLesson(school.page).id, typeKey: 'test' },
      }),
    );
    return workId;
  }

  /** As the page does: the same batch under the same key until an answer comes. */
  const persist = <T>(work: () => Promise<T>): Promise<T> =>
    eventually(
      work,
      (error) => error instanceof ApiProblem && error.problem.status < 500 && error.problem.code !== 'in-progress',
    );

  /** A column of marks for the whole class; answers what was acknowledged. */
  async function saveColumn(workId: string, value: number): Promise<readonly Saved[]> {
    const idempotencyKey = randomUUID();
    const changes = school.studentIds.map((studentId) => ({
      kind: 'mark' as const,
      workId,
      studentId,
      baseVersion: 0,
      mark: { kind: 'grade' as const, value },
    }));
    const { outcomes } = await persist(() =>
      pages().changeCells({ params: params(), body: { changes } }, { idempotencyKey }),
    );
    return outcomes.flatMap((outcome, index) =>
      outcome.status === 'applied' ? [{ workId, studentId: school.studentIds[index] ?? '', value }] : [],
    );
  }

  /** Every acknowledged mark of the first student stands once in the page, the diary and the guardian's inbox. */
  async function expectOnce(saved: readonly Saved[]): Promise<void> {
    const page = await pages().getPage({ params: params() });
    for (const { workId, studentId, value } of saved) {
      const found = page.marks.filter((each) => each.workId === workId && each.studentId === studentId);
      expect(found.map((each) => each.mark)).toEqual([{ kind: 'grade', value }]);
    }
    const own = saved.filter((each) => each.studentId === school.studentIds[0]);
    const diary = school.student.client('journal', diaryContract);
    const week = await diary.diaryWeek({
      params: { studentId: school.studentIds[0] ?? '' },
      query: { week: isoWeekOf(lastLesson(school.page).date) },
    });
    const shown = week.days.flatMap((each) => each.lessons).flatMap((each) => each.marks);
    for (const { workId } of own) expect(shown.filter((each) => each.workId === workId)).toHaveLength(1);
    await eventually(async () => {
      const items = await inboxOf(school.guardian);
      for (const { workId } of own)
        expect(items.filter((each) => each.fact.kind === 'mark' && each.fact.workId === workId)).toHaveLength(1);
    });
  }

  async function inboxOf(who: SmallSchool['guardian']) {
    const { items } = await who.client('notifications', inboxContract).listInbox({ query: { limit: 100 } });
    return items;
  }

  it('survives kill -9 of the journal again and again while columns are saved (JRN-3, JRN-22)', async () => {
    const saved: Saved[] = [];
    for (let round = 0; round < 4; round++) {
      const workId = await newWork();
      const saving = saveColumn(workId, 3 + (round % 3));
      // the answer may be on its way, the commit done, the event not yet published: all of it must hold
      await pause(round * 7);
      test.platform.kill('journal', 0, 'SIGKILL');
      saved.push(...(await saving));
      await test.platform.whenReady('journal', 0);
    }
    expect(saved).toHaveLength(4 * school.studentIds.length);
    await expectOnce(saved);
  });

  it('publishes what was committed by a journal that died before it could (JRN-22)', async () => {
    const workId = await newWork();
    const kafka = servers.programs.kafka;
    if (!kafka) throw new Error('this suite needs a Kafka of its own');
    // nothing can be published while Kafka is away: the journal dies with a full outbox
    await kafka.stop();
    const saved = await saveColumn(workId, 5);
    test.platform.kill('journal', 0, 'SIGKILL');
    await test.platform.whenReady('journal', 0);
    await kafka.start();
    await expectOnce(saved);
  });

  it('goes on saving while Kafka is away, and delivers afterwards (JRN-3, NTF-2)', async () => {
    const kafka = servers.programs.kafka;
    if (!kafka) throw new Error('this suite needs a Kafka of its own');
    await kafka.stop();
    const saved: Saved[] = [];
    for (let column = 0; column < 10; column++) {
      saved.push(...(await saveColumn(await newWork(), 4)));
      await pause(6000);
    }
    expect(saved).toHaveLength(10 * school.studentIds.length);
    await kafka.start();
    await expectOnce(saved);
  });

  it('goes on without Redis: saving, reading, and the inbox (JRN-3, NTF-2)', async () => {
    const redis = servers.programs.redis;
    if (!redis || redis === servers.programs.kafka) throw new Error('this suite needs a Redis of its own');
    await redis.stop();
    const saved = await saveColumn(await newWork(), 5);
    await expectOnce(saved);
    await redis.start();
    await expectOnce(await saveColumn(await newWork(), 4));
  });

  it('takes every event twice, out of order, with a poisoned one between: other keys flow on (JRN-22, NTF-2)', async () => {
    const before = await inboxOf(school.guardian);
    const log = buildLog('faults', 'silent');
    const broker = connectBroker({ brokers: servers.kafkaBrokers.split(','), clientId: 'faults', topicPrefix, log });
    const facts = await replayable();
    expect(facts.length).toBeGreaterThan(5);
    const poison = facts.slice(0, 1).map((each) => ({ ...each, id: uuidV7(), payload: '{"pageId": 7' }));
    await broker.publish([...facts.toReversed(), ...poison, ...facts].map(toMessage));
    const saved = await saveColumn(await newWork(), 3);
    await expectOnce(saved);
    const after = await inboxOf(school.guardian);
    const own = (items: typeof before) => items.filter((each) => each.fact.kind === 'mark').length;
    expect(own(after)).toBe(own(before) + 1);
    expect(await deadLetters('notifications')).toBe(1);
    expect(await deadLetters('reporting')).toBe(1);
    await broker.close();
  });

  /** Saves of the page as they were published, read back from the journal's own history of events that consumers remember. */
  async function replayable() {
    return withDatabase('notifications', async (client) => {
      const { rows } = await client.query<{ message_id: string }>('select message_id from inbox order by received_at');
      const history = await withDatabase('journal', (journal) =>
        journal.query<{ seq: string; saved_at: Date }>(
          'select seq, saved_at from save where page_id = $1 order by seq',
          [school.pageId],
        ),
      );
      const works = (await pages().getPage({ params: params() })).marks;
      return rows.slice(-Math.min(rows.length, history.rows.length)).map(({ message_id }, index) => ({
        id: message_id,
        type: 'journal.page-changed.v1',
        topic: 'journal.pages',
        institutionId: school.institutionId,
        root: school.pageId,
        key: school.pageId,
        version: Number(history.rows[index]?.seq ?? 1),
        epoch: 1,
        at: history.rows[index]?.saved_at ?? new Date(),
        correlationId: 'replay-of-history',
        payload: JSON.stringify(eventOf(works[index % works.length], Number(history.rows[index]?.seq ?? 1))),
      }));
    });
  }

  const eventOf = (cell: SmallSchool['page']['marks'][number] | undefined, seq: number) => ({
    pageId: school.pageId,
    year: school.year,
    subjectId: randomUUID(),
    seq,
    head: '',
    at: new Date().toISOString(),
    by: randomUUID(),
    records: [],
    works: [],
    marks: cell
      ? [
          {
            workId: cell.workId,
            lessonId: lastLesson(school.page).id,
            studentId: cell.studentId,
            date: school.page.today,
            workTitle: 'Тест',
            before: null,
            after: cell.mark,
          },
        ]
      : [],
    attendance: [],
    results: [],
  });

  const deadLetters = (service: string): Promise<number> =>
    withDatabase(service, async (client) => {
      const { rows } = await client.query<{ count: string }>('select count(*) from dead_letter');
      return Number(rows[0]?.count);
    });

  async function withDatabase<T>(service: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: test.platform.databaseUrl(service, 'owner') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  it('agrees at the end: journal, diary, inbox and report show the same results (RPT-1)', async () => {
    const [period] = school.page.periods;
    const results = school.studentIds.map((studentId, index) => ({
      kind: 'result' as const,
      periodId: period?.id ?? '',
      studentId,
      baseVersion: 0,
      result: { kind: 'grade' as const, value: 3 + (index % 3) },
    }));
    const { outcomes } = await pages().changeCells({ params: params(), body: { changes: results } });
    expect(outcomes.map((each) => each.status)).toEqual(results.map(() => 'applied'));
    const reports = school.classTeacher.client('reporting', reportsContract);
    await eventually(async () => {
      const table = await reports.previewReport({
        params: { report: 'class-summary' },
        query: { classId: school.classId, year: school.year },
      });
      const column = table.columns.findIndex((each) => /\[q1\]$/.test(each.key));
      const shown = table.rows.filter((row) => row.kind === 'item').map((row) => textOf(row.cells[column]));
      expect(shown).toEqual(results.map((each) => String(each.result.value)));
    });
  });

  it('keeps the hash chain of every page whole through all of it (JRN-22)', async () => {
    const owner = connectDatabase(test.platform.databaseUrl('journal', 'owner'), { max: 1, name: 'faults' });
    expect(await verifyHistory(owner)).toEqual({ pages: 1, broken: [] });
    await owner('save').where({ seq: 2 }).update({ canonical: 'another story' });
    expect((await verifyHistory(owner)).broken).toEqual([{ pageId: school.pageId, seq: 2 }]);
    await owner.destroy();
  });

  const textOf = (cell: unknown): string =>
    String(typeof cell === 'object' && cell !== null && 'text' in cell ? cell.text : cell);
});
