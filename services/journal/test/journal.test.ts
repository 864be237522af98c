import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildJournal } from '../src/app.ts';
import { firstBrokenLink, type StoredLink } from '../src/saves/chain.ts';
import { smallSchool } from './small-school.ts';

const moment = '2026-11-03T09:00:00Z';
let now = moment;
const clock = { now: () => new Date(now) };
const five = { kind: 'grade', value: 5 } as const;
const four = { kind: 'grade', value: 4 } as const;

describe('the journal over HTTP', () => {
  let journal: Component;
  let school: ReturnType<typeof smallSchool>;
  let teacher: TestActor;

  beforeAll(async () => {
    journal = await startComponent({
      definition: { name: 'journal', build: buildJournal },
      migrations: new URL('../migrations/', import.meta.url),
      clock,
    });
  });
  afterAll(async () => {
    await journal[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    now = moment;
    school = smallSchool();
    await journal.publish(school.events);
    teacher = {
      ...school.teacher,
      institutionId: school.institutionId,
      roles: ['teacher'],
      assignmentId: randomUUID(),
      at: clock.now(),
    };
  });

  const pages = (actor: TestActor = teacher) => journal.as(pagesContract, { at: clock.now(), ...actor });
  const changesOf = () => ({ params: { pageId: school.pageId } });
  const addWork = async (): Promise<string> => {
    const id = randomUUID();
    await pages().addWork({ ...changesOf(), body: { id, lessonId: school.monday, typeKey: 'answer' } });
    return id;
  };
  const mark = (workId: string, studentId: string, value: typeof five | typeof four | null, baseVersion = 0) =>
    ({ kind: 'mark', workId, studentId, baseVersion, mark: value }) as const;
  const save = (
    changes: Parameters<ReturnType<typeof pages>['changeCells']>[0] extends infer I ? NonNullable<I> : never,
    key?: string,
    actor?: TestActor,
  ) => pages(actor).changeCells(changes, key === undefined ? {} : { idempotencyKey: key });

  it('shows a page in one answer: students, lessons, closures (JRN-1)', async () => {
    const page = await pages().getPage(changesOf());
    expect(page.students.map(({ lastName, number }) => [lastName, number])).toEqual([
      ['Абрамова', 1],
      ['Белов', 2],
    ]);
    expect(page.lessons.map(({ date, closed }) => [date, closed])).toEqual([
      ['2026-11-02', null],
      ['2026-11-05', 'lesson-ahead'],
    ]);
    expect(page).toMatchObject({ canWrite: true, periodId: school.quarter2, today: '2026-11-03' });
  });

  it.each([
    ['before the year: the first', '2026-08-20T09:00:00Z', 'quarter1'],
    ['within one', '2026-09-15T09:00:00Z', 'quarter1'],
    ['between two: the one that has begun', '2026-10-28T09:00:00Z', 'quarter1'],
    ['by the institution’s own day', '2026-11-01T22:00:00Z', 'quarter2'],
    ['after the last: the last', '2027-01-20T09:00:00Z', 'quarter2'],
    ['in another school year: the last', '2027-09-10T09:00:00Z', 'quarter2'],
  ] as const)('opens the period of today; %s', async (_case, at, period) => {
    await save({ ...changesOf(), body: { changes: [mark(await addWork(), school.students[0], five)] } });
    now = at;
    const page = await pages({ ...teacher, at: clock.now() }).getPage(changesOf());
    expect(page.periodId).toBe(school[period]);
    expect(page.marks).toHaveLength(period === 'quarter2' ? 1 : 0);
    const asked = await pages({ ...teacher, at: clock.now() }).getPage({
      ...changesOf(),
      query: { periodId: school.quarter2 },
    });
    expect(asked.marks).toHaveLength(1);
  });

  it('saves marks, attendance, standing, history and event together (JRN-3, JRN-4, JRN-5, JRN-22)', async () => {
    const workId = await addWork();
    const [first, second] = school.students;
    const answer = await save({
      ...changesOf(),
      body: {
        changes: [
          mark(workId, first, five),
          { kind: 'attendance', lessonId: school.monday, studentId: second, baseVersion: 0, code: 'absent' },
        ],
      },
    });
    expect(answer.outcomes).toEqual([
      { status: 'applied', version: 2 },
      { status: 'applied', version: 2 },
    ]);
    expect(answer.standings).toEqual([
      { studentId: first, averageHundredths: 500, marks: 1, absences: 0, proposed: 5 },
      { studentId: second, averageHundredths: null, marks: 0, absences: 1, proposed: null },
    ]);
    const events = await journal.database.relay('outbox').where({ root: school.pageId });
    await journal.service.settle();
    expect(events.length).toBeLessThanOrEqual(2);
    const history = await pages().cellHistory({ ...changesOf(), query: { studentId: first, workId } });
    expect(history.entries).toMatchObject([{ seq: 2, before: null, after: five, by: 'Титова А. И.' }]);
  });

  it('keeps a chain of all saves that shows any tampering (JRN-22)', async () => {
    const workId = await addWork();
    await save({ ...changesOf(), body: { changes: [mark(workId, school.students[0], five)] } });
    const links: StoredLink[] = await journal.database
      .owner('save')
      .where({ page_id: school.pageId })
      .orderBy('seq')
      .select('seq', 'canonical', 'hash');
    const page = await journal.database.owner('page').where({ id: school.pageId }).first<{ head: Buffer }>('head');
    const [first, second] = links as [StoredLink, StoredLink];
    expect(firstBrokenLink(links, page.head)).toBeUndefined();
    expect(firstBrokenLink([{ ...first, canonical: `${first.canonical} ` }, second], page.head)).toBe(1);
    expect(firstBrokenLink([first], page.head)).toBe(2);
  });

  it('lets one of two people on a cell win and tells the other what stands there (JRN-3)', async () => {
    const workId = await addWork();
    const answers = await Promise.all(
      [five, four].map((value) =>
        save({ ...changesOf(), body: { changes: [mark(workId, school.students[0], value)] } }),
      ),
    );
    const outcomes = answers.flatMap((answer) => answer.outcomes);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['applied', 'conflict']);
    expect(outcomes.find((outcome) => outcome.status === 'conflict')).toHaveProperty('current.kind', 'grade');
  });

  it('answers the same key the same, with one effect, and refuses it for another body', async () => {
    const workId = await addWork();
    const body = { changes: [mark(workId, school.students[0], five)] };
    const key = randomUUID();
    const [one, two] = [await save({ ...changesOf(), body }, key), await save({ ...changesOf(), body }, key)];
    expect(two).toEqual(one);
    await expect(
      save({ ...changesOf(), body: { changes: [mark(workId, school.students[0], four, 2)] } }, key),
    ).rejects.toMatchObject({
      problem: { status: 422, code: 'idempotency-key-reused' },
    });
    const saves = await journal.database.owner('save').where({ page_id: school.pageId });
    expect(saves).toHaveLength(2);
  });

  it('refuses cell by cell with the rules’ codes (R-11.4, R-20.5, R-23.2, R-40.3, JRN-20)', async () => {
    const workId = await addWork();
    const [first, , third] = school.students;
    const { outcomes } = await save({
      ...changesOf(),
      body: {
        changes: [
          mark(workId, third, five),
          { kind: 'mark', workId, studentId: first, baseVersion: 0, mark: { kind: 'pass', passed: true } },
          { kind: 'attendance', lessonId: school.monday, studentId: first, baseVersion: 0, code: 'ill' },
          { kind: 'attendance', lessonId: school.wednesday, studentId: first, baseVersion: 0, code: 'absent' },
          { kind: 'mark', workId: randomUUID(), studentId: first, baseVersion: 0, mark: five },
          { kind: 'result', periodId: school.quarter2, studentId: first, baseVersion: 0, result: five },
        ],
      },
    });
    expect(outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status))).toEqual([
      'not-enrolled-on-date',
      'value-not-on-scale',
      'reason-not-allowed',
      'lesson-ahead',
      'not-on-page',
      'result-ahead',
    ]);
    const classTeacher = {
      ...school.classTeacher,
      institutionId: school.institutionId,
      roles: ['class-teacher'],
    } satisfies TestActor;
    const own = await save(
      {
        ...changesOf(),
        body: {
          changes: [
            mark(workId, first, five),
            { kind: 'attendance', lessonId: school.monday, studentId: first, baseVersion: 0, code: 'ill' },
          ],
        },
      },
      undefined,
      classTeacher,
    );
    expect(own.outcomes).toEqual([
      { status: 'refused', code: 'read-only-role' },
      { status: 'applied', version: 2 },
    ]);
  });

  it('gives the first grade no marks (JRN-6, R-24.1, R-24.2)', async () => {
    school = smallSchool(1);
    await journal.publish(school.events);
    teacher = { ...teacher, ...school.teacher, institutionId: school.institutionId };
    const workId = await addWork();
    const [first] = school.students;
    const { outcomes } = await save({
      ...changesOf(),
      body: {
        changes: [
          mark(workId, first, five),
          { kind: 'attendance', lessonId: school.monday, studentId: first, baseVersion: 0, code: 'absent' },
        ],
      },
    });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['refused', 'applied']);
    expect(await pages().getPage(changesOf())).toMatchObject({
      page: { takesHomework: false },
      students: [{ takesMarks: false }, { takesMarks: false }],
    });
  });

  it('stores «нет» as a first grade’s homework and refuses a task (JRN-6, R-24.2, R-24.3, R-24.4)', async () => {
    school = smallSchool(1);
    await journal.publish(school.events);
    teacher = { ...teacher, ...school.teacher, institutionId: school.institutionId };
    const record = (homework: string) =>
      pages().recordLesson({
        params: { pageId: school.pageId, lessonId: school.monday },
        body: { topic: 'Счёт до десяти', homework, baseVersion: 0 },
      });
    await expect(record('стр. 5')).rejects.toMatchObject({ problem: { status: 422, code: 'first-grade-homework' } });
    expect(await record('')).toEqual({ topic: 'Счёт до десяти', homework: 'нет', version: 1 });
    expect(await record('нет')).toMatchObject({ version: 1 });
  });

  it('keeps topic and homework in Russian, with versions (JRN-2, R-12.7)', async () => {
    const record = (topic: string, baseVersion: number) =>
      pages().recordLesson({
        params: { pageId: school.pageId, lessonId: school.monday },
        body: { topic, homework: '№ 5', baseVersion },
      });
    expect(await record('Дроби', 0)).toEqual({ topic: 'Дроби', homework: '№ 5', version: 1 });
    expect(await record('Дроби', 0)).toEqual({ topic: 'Дроби', homework: '№ 5', version: 1 });
    await expect(record('Смешанные числа', 0)).rejects.toMatchObject({ problem: { status: 409, code: 'conflict' } });
    await expect(record('Present Simple', 1)).rejects.toMatchObject({ problem: { code: 'text-not-russian' } });
  });

  it('requires a topic for control works, keeps works with marks (R-12.6, R-12.8, R-12.9)', async () => {
    const add = (title: string) =>
      pages().addWork({
        ...changesOf(),
        body: { id: randomUUID(), lessonId: school.monday, typeKey: 'control', title },
      });
    await expect(add('')).rejects.toMatchObject({ problem: { code: 'topic-required' } });
    const work = await add('Дроби');
    const [first] = school.students;
    await save({ ...changesOf(), body: { changes: [mark(work.id, first, five)] } });
    const other = await addWork();
    await save({ ...changesOf(), body: { changes: [mark(other, first, four)] } });
    const heavier = {
      params: { pageId: school.pageId, workId: work.id },
      body: { weight: 300, baseVersion: work.version },
    };
    expect(await pages().changeWork(heavier)).toMatchObject({ weight: 300 });
    const page = await pages().getPage(changesOf());
    expect(page.standings.find((each) => each.studentId === first)?.averageHundredths).toBe(475);
    await expect(pages().removeWork({ params: { pageId: school.pageId, workId: work.id } })).rejects.toMatchObject({
      problem: { status: 409, code: 'lesson-has-records' },
    });
  });
});
