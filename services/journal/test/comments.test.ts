import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { diaryContract } from '@parta/contracts/http/journal/diary';
import { pagesContract } from '@parta/contracts/http/journal/pages';
import type { CellChange } from '@parta/contracts/values/cell';
import { type Component, startComponent } from '@parta/testkit/component';
import type { TestActor } from '@parta/testkit/tokens';
import { buildJournal } from '../src/app.ts';
import { verifyHistory } from '../src/history/verify-history.ts';
import { smallSchool } from './small-school.ts';

const clock = { now: () => new Date('2026-11-03T09:00:00Z') };
const five = { kind: 'grade', value: 5 } as const;

describe('comments on cells (JRN-3, JRN-22)', () => {
  let journal: Component;
  let school: ReturnType<typeof smallSchool>;
  let teacher: TestActor;
  let guardian: TestActor;
  let workId: string;

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
    const here = { institutionId: school.institutionId, assignmentId: randomUUID(), at: clock.now() };
    teacher = { ...here, ...school.teacher, roles: ['teacher'] };
    guardian = { ...here, ...school.guardian, roles: ['guardian'] };
    workId = randomUUID();
    await pages().addWork({ ...ofPage(), body: { id: workId, lessonId: school.monday, typeKey: 'answer' } });
  });

  const pages = () => journal.as(pagesContract, teacher);
  const ofPage = () => ({ params: { pageId: school.pageId } });
  const save = async (...changes: CellChange[]) =>
    (await pages().changeCells({ ...ofPage(), body: { changes } })).outcomes;
  const mark = (comment: string | undefined, baseVersion = 0): CellChange => ({
    kind: 'mark',
    workId,
    studentId: school.students[0],
    baseVersion,
    mark: five,
    ...(comment === undefined ? {} : { comment }),
  });
  const late = (comment: string): CellChange => ({
    kind: 'attendance',
    lessonId: school.monday,
    studentId: school.students[0],
    baseVersion: 0,
    code: 'late',
    comment,
  });
  const notes = () => journal.database.owner('revision_note').where({ page_id: school.pageId });

  it('stand on the page, in the story and in the family’s diary', async () => {
    await save(mark('За доклад о дробях'), late('На 10 минут'));
    const named = { studentId: school.students[0] };
    expect((await pages().getPage(ofPage())).comments).toEqual([
      { kind: 'attendance', targetId: school.monday, ...named, comment: 'На 10 минут' },
      { kind: 'mark', targetId: workId, ...named, comment: 'За доклад о дробях' },
    ]);
    const { entries } = await pages().cellHistory({ ...ofPage(), query: { ...named, workId } });
    expect(entries).toMatchObject([{ before: null, after: five, comment: 'За доклад о дробях' }]);
    const both = await pages().cellHistory({ ...ofPage(), query: { ...named, workId, lessonId: school.monday } });
    expect(both.entries.map(({ after }) => after)).toEqual(['late', five]);
    const diary = journal.as(diaryContract, guardian);
    const { days } = await diary.diaryWeek({ params: named, query: {} });
    expect(days[0]?.lessons[0]).toMatchObject({ comment: 'На 10 минут', marks: [{ comment: 'За доклад о дробях' }] });
    const { subjects } = await diary.diarySubjects({ params: named });
    expect(subjects[0]?.marks).toMatchObject([{ comment: 'За доклад о дробях' }]);
  });

  it('come to an unchanged mark, stay with another, and are taken away by an empty one', async () => {
    await save(mark(undefined));
    expect(await save(mark('За доклад', 2))).toEqual([{ status: 'applied', version: 3 }]);
    expect(await save(mark('За доклад', 2))).toEqual([{ status: 'applied', version: 3 }]);
    expect(await save({ ...mark(undefined, 3), mark: { kind: 'grade', value: 4 } } as CellChange)).toEqual([
      { status: 'applied', version: 4 },
    ]);
    expect((await pages().getPage(ofPage())).comments).toMatchObject([{ comment: 'За доклад' }]);
    const page = await pages().getPage(ofPage());
    expect(page.standings.find(({ studentId }) => studentId === school.students[0])).toMatchObject({
      averageHundredths: 400,
      marks: 1,
    });
    await save({ ...mark('', 4), mark: { kind: 'grade', value: 4 } } as CellChange);
    expect((await pages().getPage(ofPage())).comments).toEqual([]);
    expect(await notes()).toHaveLength(2);
  });

  it('a cell that was emptied is named with its version, so that it can be written again', async () => {
    await save(mark(undefined));
    await save({ ...mark(undefined, 2), mark: null } as CellChange);
    const { marks, emptied } = await pages().getPage(ofPage());
    expect([marks, emptied]).toEqual([
      [],
      [{ kind: 'mark', targetId: workId, studentId: school.students[0], version: 3 }],
    ]);
    expect(await save(mark(undefined, 3))).toEqual([{ status: 'applied', version: 4 }]);
  });

  it('leave no row and no text in the event of a save that says nothing', async () => {
    await save(mark(undefined));
    expect(await notes()).toEqual([]);
    await save(mark('За доклад', 2));
    const events: unknown[] = await journal.database.relay('outbox').where({ root: school.pageId });
    expect(JSON.stringify(events)).not.toContain('доклад');
  });

  it('are vouched for by the chain, which holds when they are erased (DESIGN §7)', async () => {
    await save(mark('За доклад'), late('На 10 минут'));
    const { owner } = journal.database;
    const found = async () => (await verifyHistory(owner)).broken.filter(({ pageId }) => pageId === school.pageId);
    expect(await found()).toEqual([]);
    await notes().where({ kind: 'mark' }).update({ note: 'Списал' });
    expect(await found()).toEqual([{ pageId: school.pageId, seq: 2 }]);
    await notes().delete();
    expect(await found()).toEqual([]);
  });
});
