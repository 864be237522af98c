import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import { type JsonText, writeObject } from '@parta/chassis/http/json-text';
import { type EditRules, lastOpenDay, whyClosed } from '@parta/contracts/rules/journal/edit-window';
import { isMarkless } from '@parta/contracts/rules/journal/first-grade';
import { whyResultClosed } from '@parta/contracts/rules/journal/result-window';
import type { JournalPage } from '@parta/contracts/http/journal/pages';
import { type CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { byName } from '@parta/contracts/values/person';
import { type Period, periodOn } from '@parta/contracts/values/school-year';
import { isClassTeacherOf, mayRead, whyNotTeacher } from '../access/page-rights.ts';
import { stateOf } from '../cells/lesson-state.ts';
import type { LockedPage, StudentFacts } from '../cells/page-facts.ts';
import { type OpenedPage, parseOpened, readOpened } from '../cells/opened-page.ts';
import { editRulesAt } from '../institution/edit-rules.ts';
import { shownStanding } from '../saves/standing.ts';
import { standingOf } from '../saves/standing-store.ts';
import { parseView, readView } from './page-queries.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

export type GetPage = (actor: Actor, pageId: string, periodId: string | undefined) => Promise<JsonText<JournalPage>>;

type View = ReturnType<typeof parseView>;

interface Opened extends OpenedPage {
  readonly rules: EditRules;
  readonly period: Period;
}

/** One page and period in one answer, in two round trips. @throws DomainError `page-not-found` */
export function buildGetPage({ readInTenant, clock }: Dependencies): GetPage {
  return async (actor, pageId, periodId) =>
    readInTenant(actor, async (read) => {
      const [found] = await read([readOpened(pageId, actor.personId)]);
      const opened = parseOpened(actor.personId, found);
      if (!opened || !mayRead(opened.rights, actor.roles)) throw notFound('page-not-found');
      const { page } = opened;
      const rules = editRulesAt(page, clock.now());
      const period = periodOf(page, periodId, rules.today);
      if (!period) throw notFound('page-not-found');
      const [rows] = await read([readView(pageId, page.year, period.id, period)]);
      return compose({ ...opened, rules, period }, parseView(rows?.[0]));
    });
}

/** The period asked for, else today's, else the nearest that has begun. */
function periodOf({ scheme }: LockedPage, periodId: string | undefined, today: CalendarDate): Period | undefined {
  if (!scheme) return undefined;
  if (periodId !== undefined) return scheme.periods.find((each) => each.id === periodId);
  return periodOn(scheme, today) ?? scheme.periods.findLast((each) => each.from <= today) ?? scheme.periods[0];
}

function compose(opened: Opened, view: View): JsonText<JournalPage> {
  const { page, names, rights, rules, period } = opened;
  const { students, standings } = view;
  const ids = [...students.keys()];
  return writeObject<JournalPage>({
    page: {
      id: page.id,
      ...names,
      institutionKind: page.institutionKind,
      year: page.year,
      scale: page.scale,
      seq: page.seq,
      takesHomework: ids.length === 0 || [...students.values()].some((each) => takesMarks(opened, each)),
    },
    periods: (page.scheme?.periods ?? []).map((each) => ({ ...each, current: each.id === period.id })),
    periodId: period.id,
    canWrite: whyNotTeacher(rights, rules.today, rules.today) === undefined,
    canSetReasons: [...students.values()].some((each) => isClassTeacherOf(rights, each.classIds, rules.today)),
    today: rules.today,
    students: numbered(students, view.names, opened),
    lessons: view.lessons.map((lesson) => ({ ...lesson, ...closing(page, lesson, rules) })),
    works: worksOf(page, view, rules),
    marks: view.marks,
    attendance: view.attendance,
    results: view.results,
    emptied: view.emptied,
    comments: view.comments,
    resultsClosed:
      whyResultClosed({ ...period, closed: false, yearClosed: page.yearClosed, lastLesson: view.lastLesson }, rules) ??
      null,
    standings: ids.map((id) => shownStanding(id, standingOf(standings, period.id, id))),
  });
}

function worksOf(page: LockedPage, view: View, rules: EditRules): JournalPage['works'] {
  const lessons = new Map(view.lessons.map((lesson) => [lesson.id, lesson]));
  return view.works.flatMap((work) => {
    const lesson = lessons.get(work.lessonId);
    return lesson
      ? [{ ...work, date: lesson.date, closed: whyClosed(stateOf(page, lesson), work.kind, rules) ?? null }]
      : [];
  });
}

type Dated = { readonly date: CalendarDate; readonly state: 'planned' | 'cancelled' | 'displaced' };

const closing = (page: LockedPage, lesson: Dated, rules: EditRules) => ({
  closed: whyClosed(stateOf(page, lesson), 'attendance', rules) ?? null,
  closesOn: lastOpenDay(lesson.date, 'attendance', rules) ?? null,
});

const takesMarks = ({ page, rules }: Opened, { grade }: StudentFacts): boolean =>
  !isMarkless(grade, page.institutionKind, rules.policy);

/** By surname; № counts those who are on the list today, who left keep a 0. [reports §0] */
function numbered(
  students: ReadonlyMap<string, StudentFacts>,
  names: View['names'],
  opened: Opened,
): JournalPage['students'] {
  const { today } = opened.rules;
  const unknown = { lastName: '…', firstName: '…', middleName: null };
  const listed = [...students].map(([studentId, student]) => ({
    studentId,
    grade: student.grade,
    intervals: [...student.intervals],
    takesMarks: takesMarks(opened, student),
    ...(names.get(studentId) ?? unknown),
  }));
  let number = 0;
  return listed.toSorted(byName).map((student) => ({
    ...student,
    number: student.intervals.some((each) => covers(each, today)) ? ++number : 0,
  }));
}
