import type { AttendanceCode } from '@parta/contracts/values/mark';
import {
  attendanceOfSign,
  firstGradeResultOf,
  markOfSign,
  resultOfSign,
  type Sign,
  signsOfText,
  textOfValue,
} from './cell-sign.ts';
import type { JournalState, Write } from './journal-state.ts';
import { commentAt, valueAt } from './journal-state.ts';
import {
  attendanceTarget,
  type GridColumn,
  type LessonColumn,
  markTarget,
  type NewWork,
  type RefusalCode,
  type Student,
  whyShut,
} from './page-model.ts';
import { type Area, areaOf } from './selection.ts';

/** How columns and students are called in the tray. */
export interface Naming {
  student(student: Student): string;
  column(column: GridColumn): string;
}

export interface Ports {
  readonly naming: Naming;
  readonly newId: () => string;
}

/** Writes to make, works to make before them, and why cells of the area were left alone. */
export interface Plan {
  readonly writes: readonly Write[];
  readonly newWorks: readonly NewWork[];
  readonly refusals: readonly RefusalCode[];
}

/** Gathers the writes of one action. */
class Planner {
  readonly writes: Write[] = [];
  readonly newWorks: NewWork[] = [];
  readonly refusals: RefusalCode[] = [];
  readonly #state: JournalState;
  readonly #ports: Ports;

  constructor(state: JournalState, ports: Ports) {
    this.#state = state;
    this.#ports = ports;
  }

  sign(row: number, columnIndex: number, sign: Sign): void {
    const column = this.#state.model.columns[columnIndex];
    const student = this.#state.model.students[row];
    if (!column || !student) return;
    const attendance = attendanceOfSign(sign);
    if (column.kind === 'lesson' && attendance) this.#attendance(student, column, attendance);
    else this.#mark(student, column, sign);
  }

  /** Empties what the cell shows: its mark, and the letter that stands in it. */
  clear(row: number, columnIndex: number): void {
    const column = this.#state.model.columns[columnIndex];
    const student = this.#state.model.students[row];
    if (!column || !student) return;
    const target = markTarget(column, student.studentId);
    const hasMark = target !== undefined && valueAt(this.#state, target) !== null;
    const place = column.kind === 'lesson' && column.first ? attendanceTarget(column, student.studentId) : undefined;
    const hasLetter = place !== undefined && valueAt(this.#state, place) !== null;
    if (hasMark && this.#isOpen(student, column, 'mark')) this.#put(student, column, { target, value: null });
    if (hasLetter && this.#isOpen(student, column, 'attendance'))
      this.#put(student, column, { target: place, value: null });
  }

  /** The letter alone, whatever mark stands there; null takes it away. */
  attendance(student: Student, column: LessonColumn, code: AttendanceCode | null): void {
    if (code !== null) this.#attendance(student, column, code);
    else if (this.#isOpen(student, column, 'attendance'))
      this.#put(student, column, { target: attendanceTarget(column, student.studentId), value: null });
  }

  comment({ student, column, target, value }: Commented, comment: string): void {
    if (this.#isOpen(student, column, target.kind === 'attendance' ? 'attendance' : 'mark'))
      this.#put(student, column, { target, value, comment });
  }

  plan(): Plan {
    return { writes: this.writes, newWorks: this.newWorks, refusals: this.refusals };
  }

  #attendance(student: Student, column: LessonColumn, value: AttendanceCode): void {
    if ((value === 'ill' || value === 'excused') && !this.#state.model.page.canSetReasons)
      this.refusals.push('reason-not-allowed');
    else if (this.#isOpen(student, column, 'attendance'))
      this.#put(student, column, { target: attendanceTarget(column, student.studentId), value });
  }

  #mark(student: Student, column: GridColumn, sign: Sign): void {
    const { scale } = this.#state.model.page.page;
    const markless = student.takesMarks === false;
    const ofResult = markless ? firstGradeResultOf(sign) : resultOfSign(sign, scale);
    const value = column.kind === 'result' ? ofResult : markOfSign(sign, scale);
    if (!value) this.refusals.push(markless ? 'first-grade' : 'value-not-on-scale');
    else if (this.#isOpen(student, column, 'mark')) {
      const target = markTarget(column, student.studentId) ?? this.#targetOfNewWork(column as LessonColumn, student);
      this.#put(student, column, { target, value });
    }
  }

  #targetOfNewWork({ lesson }: LessonColumn, { studentId }: Student): Write['target'] {
    let work = this.newWorks.find((one) => one.lessonId === lesson.id);
    if (!work) {
      work = { id: this.#ports.newId(), lessonId: lesson.id, date: lesson.date };
      this.newWorks.push(work);
    }
    return { kind: 'mark', workId: work.id, studentId };
  }

  #isOpen(student: Student, column: GridColumn, what: 'mark' | 'attendance'): boolean {
    const shut = whyShut(this.#state.model, student, column, what);
    if (shut) this.refusals.push(shut);
    return shut === null;
  }

  #put(student: Student, column: GridColumn, write: Omit<Write, 'label'>): void {
    const { naming } = this.#ports;
    this.writes.push({ ...write, label: { student: naming.student(student), column: naming.column(column) } });
  }
}

function* cellsOf({ top, bottom, left, right }: Area): Generator<readonly [row: number, column: number]> {
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) yield [row, column];
}

/** Typing fills the whole selection. */
export function planSign(state: JournalState, sign: Sign, ports: Ports): Plan {
  const planner = new Planner(state, ports);
  for (const [row, column] of cellsOf(areaOf(state.selection))) planner.sign(row, column, sign);
  return planner.plan();
}

export function planClear(state: JournalState, ports: Ports): Plan {
  const planner = new Planner(state, ports);
  for (const [row, column] of cellsOf(areaOf(state.selection))) planner.clear(row, column);
  return planner.plan();
}

export function planAttendance(
  state: JournalState,
  { student, column }: { readonly student: Student; readonly column: LessonColumn },
  code: AttendanceCode | null,
  ports: Ports,
): Plan {
  const planner = new Planner(state, ports);
  planner.attendance(student, column, code);
  return planner.plan();
}

/** A value that can be commented: the mark of a cell, else its letter. */
export interface Commented {
  readonly student: Student;
  readonly column: GridColumn;
  readonly target: Write['target'];
  readonly value: Write['value'];
  /** What is said now; empty = nothing. */
  readonly comment: string;
}

/** The value of the active cell that a comment belongs to; undefined where the cell is empty. */
export function commentedAt(state: JournalState, row: number, columnIndex: number): Commented | undefined {
  const column = state.model.columns[columnIndex];
  const student = state.model.students[row];
  if (!column || !student) return undefined;
  const mark = markTarget(column, student.studentId);
  const letter = column.kind === 'lesson' && column.first ? attendanceTarget(column, student.studentId) : undefined;
  const target = [mark, letter].find((one) => one !== undefined && valueAt(state, one) !== null);
  return target && { student, column, target, value: valueAt(state, target), comment: commentAt(state, target) };
}

/** Why the active value can't be commented, or what to write; the text is checked by the server too. */
export function planComment(state: JournalState, commented: Commented, { comment, ports }: Spoken): Plan {
  const planner = new Planner(state, ports);
  planner.comment(commented, comment);
  return planner.plan();
}

interface Spoken {
  readonly comment: string;
  readonly ports: Ports;
}

/**
 * A block copied here or in a spreadsheet, from the selection's top left corner on; what does not fit the grid falls
 * away. One single value fills the selection. Empty pasted cells leave cells alone: a half filled column erases nothing.
 */
export function planPaste(state: JournalState, text: string, ports: Ports): Plan {
  const planner = new Planner(state, ports);
  const block = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
  const area = areaOf(state.selection);
  const single = block.length === 1 && block[0]?.length === 1;
  const height = single ? area.bottom - area.top + 1 : block.length;
  for (let row = 0; row < height; row++) {
    const line = single ? block[0] : block[row];
    const width = single ? area.right - area.left + 1 : (line?.length ?? 0);
    for (let column = 0; column < width; column++) {
      const signs = signsOfText((single ? line?.[0] : line?.[column]) ?? '');
      if (!signs) planner.refusals.push('value-not-on-scale');
      for (const sign of signs ?? []) planner.sign(area.top + row, area.left + column, sign);
    }
  }
  return planner.plan();
}

/** The selection as spreadsheets take it: tabs between columns, a line a student. */
export function copyText(state: JournalState): string {
  const { top, bottom, left, right } = areaOf(state.selection);
  const lines: string[] = [];
  for (let row = top; row <= bottom; row++) {
    const cells: string[] = [];
    for (let column = left; column <= right; column++) cells.push(textAt(state, row, column));
    lines.push(cells.join('\t'));
  }
  return lines.join('\n');
}

function textAt(state: JournalState, row: number, columnIndex: number): string {
  const column = state.model.columns[columnIndex];
  const student = state.model.students[row];
  if (!column || !student) return '';
  const mark = markTarget(column, student.studentId);
  const letter =
    column.kind === 'lesson' && column.first
      ? textOfValue(valueAt(state, attendanceTarget(column, student.studentId)))
      : '';
  return letter + (mark ? textOfValue(valueAt(state, mark)) : '');
}
