import { type EditRules, whyClosed } from '@parta/contracts/rules/journal/edit-window';
import { isFirstGradeResult, isMarkless } from '@parta/contracts/rules/journal/first-grade';
import { whyResultClosed } from '@parta/contracts/rules/journal/result-window';
import { isRussian } from '@parta/contracts/rules/journal/russian-text';
import { addDays, type CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { type CellChange, cellKey, type RefusalCode } from '@parta/contracts/values/cell';
import type { MarkValue, ResultValue, Scale } from '@parta/contracts/values/mark';
import { isClassTeacherOf, whyNotTeacher } from '../access/page-rights.ts';
import { stateOf } from './lesson-state.ts';
import type { PageFacts, StudentFacts } from './page-facts.ts';

type Change<Kind> = Extract<CellChange, { kind: Kind }>;

/** The first reason against one change, in the order that the rules fix; a race for the cell comes after all of them. */
export function whyRefused(facts: PageFacts, change: CellChange, rules: EditRules): RefusalCode | undefined {
  return whyValueRefused(facts, change, rules) ?? (isRussian(change.comment ?? '') ? undefined : 'text-not-russian');
}

/** A comment is an edit of its cell: the same rights and windows. */
function whyValueRefused(facts: PageFacts, change: CellChange, rules: EditRules): RefusalCode | undefined {
  if (change.kind === 'mark') return whyMarkRefused(facts, change, rules);
  return change.kind === 'attendance'
    ? whyAttendanceRefused(facts, change, rules)
    : whyResultRefused(facts, change, rules);
}

function whyMarkRefused(facts: PageFacts, change: Change<'mark'>, rules: EditRules): RefusalCode | undefined {
  const work = facts.works.get(change.workId);
  const lesson = work && facts.lessons.get(work.lessonId);
  if (!work || !lesson) return facts.rights.teachers.length > 0 ? 'not-on-page' : 'read-only-role';
  const student = facts.students.get(change.studentId);
  return (
    whyNotTeacher(facts.rights, lesson.date, rules.today) ??
    whyNotEnrolled(student, lesson.date) ??
    (marklessHere(facts, student, rules) ? 'first-grade' : undefined) ??
    (onScale(change.mark, facts.page.scale) ? undefined : 'value-not-on-scale') ??
    whyClosed(stateOf(facts.page, lesson), work.kind, rules)
  );
}

function whyAttendanceRefused(
  facts: PageFacts,
  change: Change<'attendance'>,
  rules: EditRules,
): RefusalCode | undefined {
  const lesson = facts.lessons.get(change.lessonId);
  if (!lesson) return 'not-on-page';
  const student = facts.students.get(change.studentId);
  const ofOwnClass = student !== undefined && isClassTeacherOf(facts.rights, student.classIds, rules.today);
  return (
    (ofOwnClass ? undefined : whyNotTeacher(facts.rights, lesson.date, rules.today)) ??
    whyNotEnrolled(student, lesson.date) ??
    (ofOwnClass || !touchesReason(facts, change) ? undefined : 'reason-not-allowed') ??
    whyClosed(stateOf(facts.page, lesson), 'attendance', rules)
  );
}

function whyResultRefused(facts: PageFacts, change: Change<'result'>, rules: EditRules): RefusalCode | undefined {
  const { page, rights } = facts;
  const period = page.scheme?.periods.find((each) => each.id === change.periodId);
  if (!period) return 'not-on-page';
  const student = facts.students.get(change.studentId);
  const lastDay = addDays(period.to, -1);
  // in a college only the teacher sets results, the curator monitors [001 §3.5.2]
  const ofOwnClass =
    page.institutionKind !== 'college' &&
    student !== undefined &&
    isClassTeacherOf(rights, student.classIds, rules.today);
  if (!ofOwnClass) {
    const right = whyNotTeacher(rights, lastDay < rules.today ? lastDay : rules.today, rules.today);
    if (right) return right;
  }
  if (!student) return 'not-on-page';
  if (!resultOnScale(change.result, page.scale, marklessHere(facts, student, rules))) {
    return marklessHere(facts, student, rules) ? 'first-grade' : 'value-not-on-scale';
  }
  if (!student.intervals.some((each) => covers(each, lastDay))) return 'left-before-period-end';
  const lastLesson = facts.lastLessons.get(period.id) ?? null;
  return whyResultClosed(
    { from: period.from, to: period.to, closed: false, yearClosed: page.yearClosed, lastLesson },
    rules,
  );
}

function whyNotEnrolled(student: StudentFacts | undefined, date: CalendarDate): RefusalCode | undefined {
  if (!student) return 'not-on-page';
  return student.intervals.some((each) => covers(each, date)) ? undefined : 'not-enrolled-on-date';
}

const marklessHere = ({ page }: PageFacts, student: StudentFacts | undefined, { policy }: EditRules): boolean =>
  student !== undefined && isMarkless(student.grade, page.institutionKind, policy);

/** a cleared cell and a debt stand on every scale */
const onScale = (mark: MarkValue | null, scale: Scale): boolean =>
  mark === null || mark.kind === 'due' || (scale === 'five' ? mark.kind === 'grade' : mark.kind === 'pass');

/** In the first grade only «н/оц»; elsewhere neither that nor the year's «осв»; nobody sets a year's result yet. */
function resultOnScale(result: ResultValue | null, scale: Scale, firstGrade: boolean): boolean {
  if (result === null) return true;
  if (firstGrade) return isFirstGradeResult(result, 'period');
  if (result.kind === 'not-graded' || result.kind === 'mastered') return false;
  if (result.kind === 'grade') return scale === 'five';
  return result.kind === 'pass' ? scale === 'pass' : true;
}

const reasons: readonly unknown[] = ['ill', 'excused', 'unexcused'];

/** Only the class teacher sets, changes or clears a reason. [002 §3.7] */
const touchesReason = (facts: PageFacts, change: Change<'attendance'>): boolean =>
  reasons.includes(change.code) || reasons.includes(facts.cells.get(cellKey(change))?.value);
