import type { AnswerOf } from '../../../api/operations.ts';
import { type CellTarget, type CellValue, keyOf } from './cell-key.ts';

export type JournalPage = AnswerOf<'journal.getPage'>;
export type Lesson = JournalPage['lessons'][number];
export type Work = JournalPage['works'][number];
export type Student = JournalPage['students'][number];
export type Standing = JournalPage['standings'][number];
export type RefusalCode = NonNullable<JournalPage['resultsClosed']>;

/** A work made here by the first mark of a lesson without works; the server hears of it before the mark. */
export interface NewWork {
  readonly id: string;
  readonly lessonId: string;
  readonly date: Lesson['date'];
}

export interface LessonColumn {
  readonly kind: 'lesson';
  readonly key: string;
  readonly lesson: Lesson;
  /** Null while the lesson has no works: its one column then makes the work with the first mark. */
  readonly work: Work | null;
  /** Attendance stands in the lesson's first column only. */
  readonly first: boolean;
  readonly weekStart: boolean;
  readonly monthStart: boolean;
  readonly today: boolean;
}

export interface ResultColumn {
  readonly kind: 'result';
  readonly key: 'result';
  readonly periodId: string;
}

export type GridColumn = LessonColumn | ResultColumn;

export interface SavedCell {
  readonly version: number;
  readonly value: CellValue;
  readonly comment?: string;
}

/** A page as the grid reads it; the last column is always the result. */
export interface PageModel {
  readonly page: JournalPage;
  readonly students: readonly Student[];
  readonly columns: readonly GridColumn[];
  readonly saved: ReadonlyMap<string, SavedCell>;
  readonly standings: ReadonlyMap<string, Standing>;
}

export function buildModel(page: JournalPage, newWorks: readonly NewWork[]): PageModel {
  return {
    page,
    students: page.students,
    columns: columnsOf(page, newWorks),
    saved: savedOf(page),
    standings: new Map(page.standings.map((standing) => [standing.studentId, standing])),
  };
}

/** Columns in the order of lessons; those that did not take place are gone unless something is written there. */
export function columnsOf(page: JournalPage, newWorks: readonly NewWork[]): readonly GridColumn[] {
  const worksOf = Map.groupBy([...page.works, ...missing(page.works, newWorks)], (work) => work.lessonId);
  const columns: LessonColumn[] = [];
  let before: Lesson | undefined;
  for (const lesson of page.lessons.toSorted(byTime)) {
    const works = worksOf.get(lesson.id) ?? [];
    if (lesson.state !== 'planned' && works.length === 0) continue;
    const weekStart = before !== undefined && mondayOf(before.date) !== mondayOf(lesson.date);
    const monthStart = before?.date.slice(0, 7) !== lesson.date.slice(0, 7);
    const today = lesson.date === page.today;
    for (const [index, work] of (works.length > 0 ? works : [null]).entries()) {
      const first = index === 0;
      const key = work ? `work/${work.id}` : `lesson/${lesson.id}`;
      columns.push({
        kind: 'lesson',
        key,
        lesson,
        work,
        first,
        weekStart: weekStart && first,
        monthStart: monthStart && first,
        today,
      });
    }
    before = lesson;
  }
  return [...columns, { kind: 'result', key: 'result', periodId: page.periodId }];
}

function missing(works: readonly Work[], newWorks: readonly NewWork[]): readonly Work[] {
  const known = new Set(works.map((work) => work.id));
  return newWorks
    .filter((work) => !known.has(work.id))
    .map(({ id, lessonId, date }) => ({
      id,
      lessonId,
      typeKey: 'answer',
      kind: 'current',
      title: '',
      weight: 100,
      date,
      version: 0,
      closed: null,
    }));
}

function savedOf(page: JournalPage): ReadonlyMap<string, SavedCell> {
  const saved = new Map<string, SavedCell>();
  const put = (target: CellTarget, version: number, value: CellValue) => saved.set(keyOf(target), { version, value });
  for (const { workId, studentId, version, mark } of page.marks)
    put({ kind: 'mark', workId, studentId }, version, mark);
  for (const { lessonId, studentId, version, code } of page.attendance)
    put({ kind: 'attendance', lessonId, studentId }, version, code);
  for (const { studentId, version, result } of page.results) {
    put({ kind: 'result', periodId: page.periodId, studentId }, version, result);
  }
  // a copy kept by an older version of this page knows neither
  for (const { version, ...place } of page.emptied ?? []) put(targetAt(place), version, null);
  for (const { comment, ...place } of page.comments ?? []) {
    const key = keyOf(targetAt(place));
    saved.set(key, { ...(saved.get(key) ?? { version: 0, value: null }), comment });
  }
  return saved;
}

function targetAt({ kind, targetId, studentId }: Omit<JournalPage['comments'][number], 'comment'>): CellTarget {
  if (kind === 'mark') return { kind, workId: targetId, studentId };
  return kind === 'attendance' ? { kind, lessonId: targetId, studentId } : { kind, periodId: targetId, studentId };
}

const byTime = (a: Lesson, b: Lesson): number => (a.date === b.date ? a.slot - b.slot : a.date < b.date ? -1 : 1);

/** Monday of a date's week as a day number. */
function mondayOf(date: string): number {
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  return day - ((day + 3) % 7);
}

/** True while the student is in the group on that day; an interval ends before its `to`. */
export const isEnrolled = (student: Student, date: string): boolean =>
  student.intervals.some(({ from, to }) => from <= date && (to === null || date < to));

/** Where a mark of this column goes; undefined while the lesson has no work. */
export function markTarget(column: GridColumn, studentId: string): CellTarget | undefined {
  if (column.kind === 'result') return { kind: 'result', periodId: column.periodId, studentId };
  return column.work ? { kind: 'mark', workId: column.work.id, studentId } : undefined;
}

export const attendanceTarget = (column: LessonColumn, studentId: string): CellTarget => ({
  kind: 'attendance',
  lessonId: column.lesson.id,
  studentId,
});

/** Nobody on the page gets marks or homework. */
export const isFirstGrade = ({ page }: JournalPage): boolean => page.takesHomework === false;

/** Attendance with its reasons and, in a school, results of the own class are open to whoever leads it. */
const mayAsClassTeacher = (
  { canSetReasons, page }: JournalPage,
  { kind }: GridColumn,
  what: 'mark' | 'attendance',
): boolean => canSetReasons && (kind === 'result' ? page.institutionKind !== 'college' : what === 'attendance');

/** Why a cell can't be written now, or null. The server decides in the end; this only spares a useless try. */
export function whyShut(
  model: PageModel,
  student: Student,
  column: GridColumn,
  what: 'mark' | 'attendance',
): RefusalCode | null {
  if (!model.page.canWrite && !mayAsClassTeacher(model.page, column, what)) return 'read-only-role';
  if (column.kind === 'result') return what === 'mark' ? model.page.resultsClosed : 'value-not-on-scale';
  if (!isEnrolled(student, column.lesson.date)) return 'not-enrolled-on-date';
  if (column.lesson.state !== 'planned') return 'lesson-cancelled';
  // a copy kept by an older version of this page does not say
  if (what === 'mark' && student.takesMarks === false) return 'first-grade';
  return what === 'mark' && column.work ? (column.work.closed ?? null) : column.lesson.closed;
}
