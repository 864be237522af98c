import { type CellTarget, type CellValue, keyOf } from './cell-key.ts';
import { textOfValue } from './cell-sign.ts';
import { commentAt, type JournalState } from './journal-state.ts';
import {
  attendanceTarget,
  type GridColumn,
  isEnrolled,
  markTarget,
  type RefusalCode,
  type Student,
  whyShut,
} from './page-model.ts';
import { sealedEdit } from './unsent.ts';

/** What happens to a cell's value; the first that applies of the two values that a cell may show. */
export type Happening = 'conflict' | 'refused' | 'sending' | 'pending' | 'saved';

/** What a cell's paper looks like. */
export type Paper = 'open' | 'closed' | 'future' | 'out';

/** A cell as it is painted: only texts and flags, so that an unchanged cell is not painted again. */
export interface CellView {
  readonly letter: string;
  readonly mark: string;
  /** «4≠5» for a conflict. */
  readonly theirs: string;
  readonly happening: Happening;
  readonly paper: Paper;
  /** Something is said about a value of the cell. */
  readonly noted: boolean;
}

const order: readonly Happening[] = ['conflict', 'refused', 'sending', 'pending', 'saved'];

export function viewOf(state: JournalState, student: Student, column: GridColumn): CellView {
  const place = column.kind === 'lesson' && column.first ? attendanceTarget(column, student.studentId) : undefined;
  const letter = place ? shown(state, place) : nothing;
  const target = markTarget(column, student.studentId);
  const mark = target ? shown(state, target) : nothing;
  return {
    letter: textOfValue(letter.value),
    mark: textOfValue(mark.value),
    theirs: (mark.theirs === undefined ? letter.theirs : mark.theirs) ?? '',
    happening: order.find((one) => one === letter.happening || one === mark.happening) ?? 'saved',
    paper: paperOf(state, student, column),
    noted: isNoted(state, place, letter) || isNoted(state, target, mark),
  };
}

export interface Shown {
  readonly value: CellValue;
  readonly happening: Happening;
  readonly theirs?: string;
}

/** A word outlives its value in the book, not in the grid. */
const isNoted = (state: JournalState, target: CellTarget | undefined, { value }: Shown): boolean =>
  target !== undefined && value !== null && commentAt(state, target) !== '';

const nothing: Shown = { value: null, happening: 'saved' };

/** One of the values of a cell, with what happens to it. */
export function shown({ unsent, model, away }: JournalState, target: CellTarget): Shown {
  const key = keyOf(target);
  const conflict = unsent.conflicts[key];
  if (conflict)
    return { value: conflict.edit.value, happening: 'conflict', theirs: textOfValue(conflict.current) || '∅' };
  const pending = unsent.pending[key];
  const sealed = sealedEdit(unsent, key);
  // what is on its way to a server that is away waits for it
  const onItsWay: Happening = away ? 'pending' : 'sending';
  if (pending) return { value: pending.value, happening: sealed ? onItsWay : 'pending' };
  if (sealed) return { value: sealed.value, happening: onItsWay };
  const refused = unsent.refused[key];
  if (refused) return { value: refused.edit.value, happening: 'refused' };
  return { value: model.saved.get(key)?.value ?? null, happening: 'saved' };
}

function paperOf(state: JournalState, student: Student, column: GridColumn): Paper {
  if (column.kind === 'lesson' && !isEnrolled(student, column.lesson.date)) return 'out';
  const shut = shutFor(state, student, column);
  if (shut === null) return 'open';
  if (column.kind === 'lesson' && column.lesson.date > state.model.page.today) return 'future';
  return shut === 'lesson-ahead' || shut === 'result-ahead' ? 'future' : 'closed';
}

/** Why nothing at all can be written into the cell, or null. */
export function shutFor(state: JournalState, student: Student, column: GridColumn): RefusalCode | null {
  const mark = whyShut(state.model, student, column, 'mark');
  return column.kind === 'lesson' && mark !== null && whyShut(state.model, student, column, 'attendance') === null
    ? null
    : mark;
}
