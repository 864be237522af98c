import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import { pipeline } from '@parta/chassis/db/pipeline';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { isMarkless, noHomework } from '@parta/contracts/rules/journal/first-grade';
import { proposedResult, averageHundredths } from '@parta/contracts/rules/journal/average';
import { addDays, CalendarDate, covers, isoWeekOf } from '@parta/contracts/values/calendar-date';
import type { CellChange } from '@parta/contracts/values/cell';
import type { Period } from '@parta/contracts/values/school-year';
import { decideChanges } from '../cells/decide-changes.ts';
import { openPage } from '../cells/open-page.ts';
import type { PageFacts, WorkFacts } from '../cells/page-facts.ts';
import { writeCells } from '../cells/write-cells.ts';
import { editRulesAt } from '../institution/edit-rules.ts';
import { writeRecord } from '../records/record-store.ts';
import { type PageChanges, saveStatements } from '../saves/page-save.ts';
import { emptyStanding, type Standing } from '../saves/standing.ts';
import { parseStandings, readStandings, StandingChanges } from '../saves/standing-store.ts';
import { writeWork } from '../works/work-store.ts';
import { demoHomework, demoTopic } from './demo-texts.ts';
import { demoCells, type DemoLesson, demoWork } from './demo-week.ts';

const LessonRow = z.object({ id: z.uuid(), date: CalendarDate });

/** Fills one page with a year's entries up to a day, week by week, each under the rules of the day on which it was made. */
export async function fillPage(
  trx: Knex.Transaction,
  teacher: Actor,
  pageId: string,
  until: CalendarDate,
): Promise<number> {
  const rows = z
    .array(LessonRow)
    .parse(
      await trx('lesson')
        .where({ page_id: pageId, state: 'planned' })
        .where('date', '<=', until)
        .orderBy(['date', 'slot', 'id'])
        .select('id', 'date'),
    );
  const members: { student_id: string }[] = await trx('page_class as pc')
    .join('class_member as m', 'm.class_id', 'pc.class_id')
    .where('pc.page_id', pageId)
    .distinct('m.student_id');
  const students = members.map((row) => row.student_id);
  const lessons = rows.map((row, number): DemoLesson => ({ ...row, number }));
  const page = await trx('page')
    .where({ id: pageId })
    .first<{ subject_name: string; seq: number } | undefined>('subject_name', 'seq');
  if (!page || page.seq > 0) return 0;
  let saves = 0;
  for (const week of Map.groupBy(lessons, (lesson) => isoWeekOf(lesson.date)).values()) {
    await fillWeek(trx, { teacher, pageId, students, week, subject: page.subject_name, until });
    saves++;
  }
  const facts = await openPage(trx, teacher, pageId, { students });
  for (const period of facts.page.scheme?.periods ?? []) {
    if (period.to <= until) saves += await setResults(trx, { teacher, pageId, students, period });
  }
  return saves;
}

interface Week {
  readonly teacher: Actor;
  readonly pageId: string;
  readonly students: readonly string[];
  readonly week: readonly DemoLesson[];
  readonly subject: string;
  readonly until: CalendarDate;
}

async function fillWeek(
  trx: Knex.Transaction,
  { teacher, pageId, students, week, subject, until }: Week,
): Promise<void> {
  const facts = await openPage(trx, teacher, pageId, { lessons: week.map((lesson) => lesson.id), students });
  const at = afterLessons(week.at(-1)?.date ?? until);
  const records: PageChanges['records'] = [];
  const works: WorkFacts[] = [];
  const changes: CellChange[] = [];
  // [002 §3.5] first-graders get no marks
  const { policy } = editRulesAt(facts.page, at);
  const takesMarks = [...facts.students.values()].some(
    (each) => !isMarkless(each.grade, facts.page.institutionKind, policy),
  );
  for (const lesson of week) {
    const topic = demoTopic(subject, lesson.number);
    // the last lessons wait for their teacher, so that the list of what is late has something to say
    const isLate = addDays(lesson.date, 3) > until && lesson.number % 4 === 0;
    if (isLate) continue;
    records.push({
      lessonId: lesson.id,
      date: lesson.date,
      before: null,
      after: { topic, homework: takesMarks ? demoHomework(lesson.number) : noHomework },
    });
    const work = takesMarks ? demoWork(uuidV7(), lesson, topic) : undefined;
    if (work) works.push({ ...work, version: facts.page.seq + 1 });
    changes.push(...demoCells(lesson, work, facts.students, facts.page.scale));
  }
  const filled: PageFacts = { ...facts, works: new Map(works.map((work) => [work.id, work])) };
  const { changed } = decideChanges(filled, changes, editRulesAt(facts.page, at));
  const standing = new StandingChanges(parseStandings((await pipeline(trx, [readStandings(pageId, students)]))[0]));
  const written = writeCells(filled, changed, standing);
  if (records.length === 0 && changed.length === 0) return;
  const version = facts.page.seq + 1;
  await pipeline(trx, [
    ...records.map(({ lessonId, after }) =>
      writeRecord(facts.page, lessonId, { topic: after?.topic ?? '', homework: after?.homework ?? '', version }),
    ),
    ...works.map((work) => writeWork(facts.page, work)),
    ...written.statements,
    ...standing.write(facts.page),
    ...saveStatements(
      facts.page,
      { ...written.changes, records, works: works.map((work) => workEvent(work, week)) },
      { userId: teacher.userId, at },
    ),
  ]);
}

const workEvent = (
  { id, version: _, ...work }: WorkFacts,
  week: readonly DemoLesson[],
): PageChanges['works'][number] => ({
  workId: id,
  before: null,
  after: { ...work, date: week.find((lesson) => lesson.id === work.lessonId)?.date ?? '' },
});

/** 16:00 in Moscow. */
const afterLessons = (date: CalendarDate): Date => new Date(`${date}T13:00:00Z`);

interface Results {
  readonly teacher: Actor;
  readonly pageId: string;
  readonly students: readonly string[];
  readonly period: Period;
}

/** Results of a finished period as the standings propose them, entered on its last day. */
async function setResults(trx: Knex.Transaction, { teacher, pageId, students, period }: Results): Promise<number> {
  const facts = await openPage(trx, teacher, pageId, { students });
  const standings = parseStandings((await pipeline(trx, [readStandings(pageId, students)]))[0]);
  const lastDay = addDays(period.to, -1);
  const at = afterLessons(lastDay);
  const rules = editRulesAt(facts.page, at);
  const { policy } = rules;
  const changes = [...facts.students].flatMap(([studentId, { grade, intervals }]): readonly CellChange[] => {
    if (!intervals.some((each) => covers(each, lastDay))) return [];
    const standing: Standing = standings.get(`${period.id}/${studentId}`) ?? emptyStanding;
    return [
      {
        kind: 'result',
        periodId: period.id,
        studentId,
        baseVersion: 0,
        result: resultOf(standing, isMarkless(grade, facts.page.institutionKind, policy), facts.page.scale),
      },
    ];
  });
  const { changed } = decideChanges(facts, changes, rules);
  if (changed.length === 0) return 0;
  const standing = new StandingChanges(standings);
  const written = writeCells(facts, changed, standing);
  await pipeline(trx, [
    ...written.statements,
    ...saveStatements(facts.page, written.changes, { userId: teacher.userId, at }),
  ]);
  return 1;
}

function resultOf(
  standing: Standing,
  markless: boolean,
  scale: string,
): Extract<CellChange, { kind: 'result' }>['result'] {
  if (markless) return { kind: 'not-graded' };
  if (scale === 'pass') return { kind: 'pass', passed: true };
  const proposed = proposedResult(averageHundredths(standing));
  return proposed === null ? { kind: 'not-attested' } : { kind: 'grade', value: proposed };
}
