import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import { type JsonText, writeObject } from '@parta/chassis/http/json-text';
import { type EditRules, lastOpenDay, whyClosed } from '@parta/contracts/rules/journal/edit-window';
import { isMarkless } from '@parta/contracts/rules/journal/first-grade';
import { whyResultClosed } from '@parta/contracts/rules/journal/result-window';
import type { JournalPage } from '@parta/contracts/http/journal/pages';
import { type CalendarDate, covers, dateIn } from '@parta/contracts/values/calendar-date';
import { byName } from '@parta/contracts/values/person';
import { type Period, schoolYearOf } from '@parta/contracts/values/school-year';
import { isClassTeacherOf, mayRead, whyNotTeacher } from '../access/page-rights.ts';
import { stateOf } from '../cells/lesson-state.ts';
import type { LockedPage, StudentFacts } from '../cells/page-facts.ts';
import { type OpenedPage, parseOpened } from '../cells/opened-page.ts';
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

/** One page and period in one answer, in one round trip. @throws DomainError `page-not-found` */
export function buildGetPage({ readInTenant, clock }: Dependencies): GetPage {
  return async (actor, pageId, periodId) => {
    const now = clock.now();
    const wanted = { pageId, personId: actor.personId, periodId, now };
    return readInTenant(actor, async (read) => {
      const open = async (year: number) => {
        const [rows] = await read([readView({ ...wanted, year })]);
        const opened = parseOpened(actor.personId, rows);
        if (!opened || !mayRead(opened.rights, actor.roles)) throw notFound('page-not-found');
        return { rows, opened };
      };
      const running = schoolYearOf(dateIn('UTC', now));
      const first = await open(running);
      // almost every page that is looked at is of the running year; its year must be known beforehand to leave other partitions alone
      const { rows, opened } = first.opened.page.year === running ? first : await open(first.opened.page.year);
      const view = parseView(rows?.[0]);
      const period = opened.page.scheme?.periods.find((each) => each.id === view.periodId);
      if (!period) throw notFound('page-not-found');
      return compose({ ...opened, rules: editRulesAt(opened.page, now), period }, view);
    });
  };
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
