import type { AttendanceCode } from '@parta/contracts/values/mark';
import { textOfValue } from './cell-sign.ts';
import { type JournalState, valueAt } from './journal-state.ts';
import {
  attendanceTarget,
  isEnrolled,
  type LessonColumn,
  markTarget,
  type PageModel,
  type Student,
} from './page-model.ts';

/** The columns of one lesson and where the first of them stands in the grid. */
export interface LessonColumns {
  readonly first: number;
  readonly columns: readonly LessonColumn[];
}

/** The lesson that a column of the grid belongs to; undefined for the result. */
export function lessonAt({ columns }: PageModel, index: number): LessonColumns | undefined {
  const column = columns[index];
  if (column?.kind !== 'lesson') return undefined;
  const own = columns.filter((one): one is LessonColumn => one.kind === 'lesson' && one.lesson.id === column.lesson.id);
  return { first: columns.findIndex((one) => one === own[0]), columns: own };
}

/** First column of the lesson before or after the one of this column; -1 at the ends. */
export function neighbourLesson(model: PageModel, index: number, step: -1 | 1): number {
  const column = model.columns[index];
  const lessons = model.columns.filter((one): one is LessonColumn => one.kind === 'lesson' && one.first);
  const place =
    column?.kind === 'lesson' ? lessons.findIndex((one) => one.lesson.id === column.lesson.id) : lessons.length;
  const next = lessons[place + step];
  return next ? model.columns.indexOf(next) : -1;
}

const enrolled = ({ model }: JournalState, { lesson }: LessonColumn): readonly Student[] =>
  model.students.filter((student) => isEnrolled(student, lesson.date));

export interface AttendanceCount {
  readonly absent: number;
  readonly late: number;
  /** Without a letter. */
  readonly rest: number;
}

export function countAttendance(state: JournalState, column: LessonColumn): AttendanceCount {
  const codes = enrolled(state, column).map(({ studentId }) => valueAt(state, attendanceTarget(column, studentId)));
  const late = codes.filter((code) => code === 'late').length;
  const absent = codes.filter((code) => code !== null).length - late;
  return { absent, late, rest: codes.length - absent - late };
}

export interface MarkCount {
  readonly marked: number;
  readonly all: number;
}

/** How many have a mark of those who are in the group that day. */
export function countMarks(state: JournalState, column: LessonColumn): MarkCount {
  const values = enrolled(state, column).map(({ studentId }) => {
    const target = markTarget(column, studentId);
    return target ? valueAt(state, target) : null;
  });
  return { marked: values.filter((value) => value !== null).length, all: values.length };
}

/** The student's marks before this column, newest first at the right, as the grid would show them. */
export function marksBefore(state: JournalState, student: Student, index: number, count: number): readonly string[] {
  const texts: string[] = [];
  for (let at = index - 1; at >= 0 && texts.length < count; at--) {
    const column = state.model.columns[at];
    const target = column && markTarget(column, student.studentId);
    const text = target ? textOfValue(valueAt(state, target)) : '';
    if (text !== '') texts.unshift(text);
  }
  return texts;
}

export const isAbsent = (code: AttendanceCode | null): boolean => code !== null && code !== 'late';
