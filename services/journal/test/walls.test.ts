import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import { dayContract } from '@parta/contracts/http/journal/day';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { lessonsOfWeekV1 } from '@parta/contracts/events/curriculum/lessons-of-week.v1';
import { IsoWeek } from '@parta/contracts/values/calendar-date';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildJournal } from '../src/app.ts';
import { day, smallSchool } from './small-school.ts';

const clock = { now: () => new Date('2026-11-03T09:00:00Z') };
const five = { kind: 'grade', value: 5 } as const;

describe('walls, diary and copies of the journal', () => {
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
  const mark = (workId: string, studentId: string, value: typeof five | null, baseVersion = 0) =>
    ({ kind: 'mark', workId, studentId, baseVersion, mark: value }) as const;
  const save = (
    changes: Parameters<ReturnType<typeof pages>['changeCells']>[0] extends infer I ? NonNullable<I> : never,
    key?: string,
    actor?: TestActor,
  ) => pages(actor).changeCells(changes, key === undefined ? {} : { idempotencyKey: key });

  it('shows the week to the student and to the guardian, to nobody else (JRN-9, IAM-8, R-26.1)', async () => {
    const workId = await addWork();
    const [first, second] = school.students;
    await save({ ...changesOf(), body: { changes: [mark(workId, first, five)] } });
    const diary = (actor: TestActor) =>
      journal.as(diaryContract, { institutionId: school.institutionId, at: clock.now(), ...actor });
    const guardian = diary({ personId: school.guardian.personId, roles: ['guardian'] });
    expect((await guardian.listDiaries()).students.map((each) => each.studentId)).toEqual([first]);
    const week = await guardian.diaryWeek({ params: { studentId: first }, query: { week: IsoWeek.parse('2026-W45') } });
    expect(week.days.map((each) => [each.date, each.holiday, each.lessons.length])).toContainEqual([
      '2026-11-04',
      'День народного единства',
      0,
    ]);
    expect(week.days[0]?.lessons[0]?.marks).toMatchObject([{ workId, mark: five }]);
    const student = diary({ personId: first, roles: ['student'] });
    expect((await student.diarySubjects({ params: { studentId: first } })).subjects).toMatchObject([
      { subjectName: 'Математика', averageHundredths: 500 },
    ]);
    const foreign = { problem: { status: 404, code: 'page-not-found' } };
    for (const [who, of] of [
      [guardian, second],
      [student, second],
      [student, randomUUID()],
    ] as const) {
      await expect(who.diaryWeek({ params: { studentId: of } })).rejects.toMatchObject(foreign);
    }
  });

  it('answers a colleague and another institution as if the page did not exist (IAM-8, R-20.1)', async () => {
    const missing = await pages()
      .getPage({ params: { pageId: randomUUID() } })
      .catch((error: unknown) => error);
    const strangers: TestActor[] = [
      { institutionId: school.institutionId, roles: ['teacher'] },
      { ...school.teacher, institutionId: randomUUID(), roles: ['teacher'] },
      { institutionId: randomUUID(), roles: ['deputy'] },
    ];
    for (const stranger of strangers) {
      const answer: unknown = await pages(stranger)
        .getPage(changesOf())
        .catch((error: unknown) => error);
      const plain = (error: unknown) => ({ ...(error as { problem: object }).problem, correlationId: '' });
      expect(plain(answer)).toEqual(plain(missing));
    }
    await expect(pages({ ...teacher, roles: ['student'] }).getPage(changesOf())).rejects.toMatchObject({
      problem: { status: 403, code: 'permission-missing' },
    });
  });

  it('shows a teacher’s day and what is late (JRN-10)', async () => {
    const days = journal.as(dayContract, teacher);
    const answer = await days.teacherDay({ query: { date: day('2026-11-05') } });
    expect(answer.lessons).toMatchObject([{ lessonId: school.wednesday, lights: { topic: 'not-due' }, students: 2 }]);
    expect(answer.late).toMatchObject([
      { lessonId: school.monday, missing: ['topic', 'homework'], closesOn: '2026-11-12' },
    ]);
  });

  it('displaces a lesson that has records and drops one that has none (R-03.7, CUR-7)', async () => {
    await addWork();
    await journal.publish([
      lessonsOfWeekV1.of(
        { institutionId: school.institutionId, root: school.pageId, key: `${school.pageId}/2026-W45`, version: 2 },
        { teachingGroupId: school.pageId, week: '2026-W45', lessons: [] },
      ),
    ]);
    const page = await pages().getPage(changesOf());
    expect(page.lessons.map(({ id, state }) => [id, state])).toEqual([[school.monday, 'displaced']]);
  });

  it('publishes what changed, before and after, once for a save (JRN-22)', async () => {
    const seen: unknown[] = [];
    const subscription = journal.broker.subscribe({
      group: randomUUID(),
      topics: ['journal.pages'],
      handle: async (message) => {
        if (message.key === school.pageId) seen.push(pageChangedV1.data.parse(JSON.parse(message.value ?? 'null')));
      },
    });
    const workId = await addWork();
    await save({ ...changesOf(), body: { changes: [mark(workId, school.students[0], five)] } });
    await journal.service.settle();
    await subscription.stop();
    expect(seen).toMatchObject([
      { seq: 1, works: [{ workId, before: null }] },
      { seq: 2, marks: [{ workId, before: null, after: five, workTitle: 'Ответ на уроке' }] },
    ]);
  });

  it('fails closed: a forgotten `where` sees nothing without a scope, history can’t be rewritten (JRN-22)', async () => {
    const workId = await addWork();
    await save({ ...changesOf(), body: { changes: [mark(workId, school.students[0], five)] } });
    const { app, inTenant } = journal.database;
    for (const table of ['page', 'mark', 'revision', 'revision_note', 'save', 'person'])
      expect(await app(table)).toEqual([]);
    const other = await inTenant({ institutionId: randomUUID() }, (trx) => trx('mark'));
    expect(other).toEqual([]);
    const rewrite = inTenant({ institutionId: school.institutionId }, (trx) => trx('revision').update({ after: null }));
    await expect(rewrite).rejects.toThrow('permission denied');
  });
});
