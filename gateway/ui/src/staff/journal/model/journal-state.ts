import type { AnswerOf } from '../../../api/operations.ts';
import { type CellTarget, type CellValue, keyOf, sameValue } from './cell-key.ts';
import { buildModel, type JournalPage, type NewWork, type PageModel, type SavedCell } from './page-model.ts';
import { clampSelection, type GridSize, type Selection, selectCell } from './selection.ts';
import * as unsentCells from './unsent.ts';
import { type Edit, type Unsent, unsentComment, unsentValue } from './unsent.ts';

/** A value, or a comment on it, asked for one cell by a key, a paste or an undo. */
export type Write = Pick<Edit, 'target' | 'value' | 'label' | 'comment'>;

interface Step {
  readonly target: CellTarget;
  readonly label: Edit['label'];
  readonly before: CellValue;
  readonly after: CellValue;
  /** Where the step changed the comment too. */
  readonly comments?: { readonly before: string; readonly after: string };
}

type Steps = readonly (readonly Step[])[];

/** Everything that the grid shows and keeps; changed by `reduce` only. */
export interface JournalState {
  readonly model: PageModel;
  readonly unsent: Unsent;
  readonly selection: Selection;
  readonly undo: Steps;
  readonly redo: Steps;
  /** Why nothing is sent any more: the page is gone or the right to write it. */
  readonly stopped: string | null;
  /** The last try to send found no server. */
  readonly away: boolean;
  readonly savedAt: string | null;
}

type Answer = AnswerOf<'journal.changeCells'>;

export type JournalAction =
  | { readonly type: 'page'; readonly page: JournalPage }
  | { readonly type: 'restore'; readonly unsent: Unsent }
  | { readonly type: 'select'; readonly selection: Selection }
  | { readonly type: 'write'; readonly writes: readonly Write[]; readonly newWorks?: readonly NewWork[] }
  | { readonly type: 'undo' | 'redo' }
  | { readonly type: 'seal'; readonly id: string; readonly limit: number }
  | { readonly type: 'answer'; readonly answer: Pick<Answer, 'outcomes' | 'standings' | 'savedAt'> }
  | { readonly type: 'refuse-batch'; readonly code: string }
  | { readonly type: 'lessons'; readonly lessons: JournalPage['lessons'] }
  | { readonly type: 'work-made'; readonly work: JournalPage['works'][number] }
  | { readonly type: 'refuse-work'; readonly workId: string; readonly code: string }
  | { readonly type: 'resolve'; readonly key: string; readonly choice: 'mine' | 'theirs' }
  | { readonly type: 'dismiss'; readonly key: string }
  | { readonly type: 'away'; readonly away: boolean }
  | { readonly type: 'stop'; readonly reason: string | null };

const undoDepth = 200;

export const sizeOf = (model: PageModel): GridSize => ({ rows: model.students.length, columns: model.columns.length });

/** The grid of a page just loaded, with what an earlier visit left unsent. */
export function openJournal(page: JournalPage, unsent: Unsent): JournalState {
  const model = buildModel(page, unsent.works);
  const column = model.columns.findLastIndex(
    (one) => one.kind === 'lesson' && one.first && one.lesson.date <= page.today,
  );
  const selection = selectCell(0, Math.max(0, column));
  return { model, unsent, selection, undo: [], redo: [], stopped: null, away: false, savedAt: null };
}

export function reduce(state: JournalState, action: JournalAction): JournalState {
  switch (action.type) {
    case 'page':
      return withPage(state, action.page);
    case 'restore':
      return { ...withPage({ ...state, unsent: action.unsent }, state.model.page), undo: [], redo: [] };
    case 'select':
      return { ...state, selection: clampSelection(action.selection, sizeOf(state.model)) };
    case 'write':
      return write(state, action.writes, action.newWorks ?? []);
    case 'undo':
    case 'redo':
      return travel(state, action.type);
    case 'seal':
      return { ...state, unsent: unsentCells.seal(state.unsent, action.id, action.limit) };
    case 'answer':
      return withAnswer(state, action.answer);
    case 'refuse-batch':
      return { ...state, unsent: unsentCells.refuseSealed(state.unsent, action.code) };
    case 'work-made': {
      const { page } = state.model;
      const works = [...page.works.filter((work) => work.id !== action.work.id), action.work];
      return withPage(
        { ...state, unsent: unsentCells.workMade(state.unsent, action.work.id) },
        { ...page, works },
        state.model.saved,
      );
    }
    case 'lessons':
      return withPage(state, { ...state.model.page, lessons: action.lessons }, state.model.saved);
    case 'refuse-work':
      return { ...state, unsent: unsentCells.refuseWork(state.unsent, action.workId, action.code) };
    case 'resolve':
      return { ...state, unsent: unsentCells.resolveConflict(state.unsent, action.key, action.choice) };
    case 'dismiss':
      return { ...state, unsent: unsentCells.dismissRefused(state.unsent, action.key) };
    case 'away':
      return state.away === action.away ? state : { ...state, away: action.away };
    case 'stop':
      return { ...state, stopped: action.reason };
  }
}

/** A fresh copy of the page, or the same one with other works; the active cell stays on its column. */
function withPage(state: JournalState, page: JournalPage, saved?: PageModel['saved']): JournalState {
  const fresh = buildModel(page, state.unsent.works);
  const model = saved
    ? { ...fresh, saved, standings: state.model.standings }
    : { ...fresh, saved: newer(fresh.saved, state.model.saved) };
  const key = state.model.columns[state.selection.column]?.key;
  const lessonKey = keyOfLesson(state.model, state.selection.column);
  const found = model.columns.findIndex((one) => one.key === key);
  const column =
    found >= 0 ? found : model.columns.findIndex((one) => one.kind === 'lesson' && one.lesson.id === lessonKey);
  const kept =
    column >= 0 && column !== state.selection.column ? selectCell(state.selection.row, column) : state.selection;
  const current = column >= 0 ? kept : openJournal(page, state.unsent).selection;
  return { ...state, model, selection: clampSelection(current, sizeOf(model)) };
}

/** A copy of the page may have left the server before the last answer did: a cell never goes back to an older version. */
function newer(fresh: PageModel['saved'], known: PageModel['saved']): PageModel['saved'] {
  const later = [...known].filter(([key, cell]) => cell.version > (fresh.get(key)?.version ?? 0));
  return later.length === 0 ? fresh : new Map([...fresh, ...later]);
}

function keyOfLesson(model: PageModel, index: number): string | undefined {
  const column = model.columns[index];
  return column?.kind === 'lesson' ? column.lesson.id : undefined;
}

/** What the cell holds for its writer: the unsent value over the saved one. */
export function valueAt(state: JournalState, target: CellTarget): CellValue {
  const key = keyOf(target);
  const unsent = unsentValue(state.unsent, key);
  return unsent === undefined ? (state.model.saved.get(key)?.value ?? null) : unsent;
}

/** What its writer has said beside the cell: the unsent comment over the saved one; empty = none. */
export function commentAt(state: JournalState, target: CellTarget): string {
  const key = keyOf(target);
  return unsentComment(state.unsent, key) ?? state.model.saved.get(key)?.comment ?? '';
}

function write(state: JournalState, writes: readonly Write[], newWorks: readonly NewWork[]): JournalState {
  const steps = writes
    .map((one) => stepOf(state, one))
    .filter((step) => step.comments !== undefined || !sameValue(step.before, step.after));
  if (steps.length === 0) return state;
  const withWorks =
    newWorks.length === 0
      ? state
      : withPage(
          { ...state, unsent: { ...state.unsent, works: [...state.unsent.works, ...newWorks] } },
          state.model.page,
          state.model.saved,
        );
  const written = put(withWorks, steps, 'after');
  return { ...written, undo: [...state.undo, steps].slice(-undoDepth), redo: [] };
}

function stepOf(state: JournalState, { target, label, value, comment }: Write): Step {
  const step = { target, label, before: valueAt(state, target), after: value };
  const before = commentAt(state, target);
  return comment === undefined || comment === before ? step : { ...step, comments: { before, after: comment } };
}

function put(state: JournalState, steps: readonly Step[], side: 'before' | 'after'): JournalState {
  const unsent = steps.reduce(
    (all, { target, label, comments, ...step }) =>
      unsentCells.putEdit(
        all,
        { target, label, value: step[side], ...(comments ? { comment: comments[side] } : {}) },
        state.model.saved,
      ),
    state.unsent,
  );
  return { ...state, unsent };
}

function travel(state: JournalState, direction: 'undo' | 'redo'): JournalState {
  const steps = state[direction].at(-1);
  if (!steps) return state;
  const moved = put(state, steps, direction === 'undo' ? 'before' : 'after');
  const other = direction === 'undo' ? 'redo' : 'undo';
  return { ...moved, [direction]: state[direction].slice(0, -1), [other]: [...state[other], steps] };
}

const commentOf = (cell: SavedCell | undefined): Pick<SavedCell, 'comment'> =>
  cell?.comment === undefined ? {} : { comment: cell.comment };

function withAnswer(state: JournalState, answer: Pick<Answer, 'outcomes' | 'standings' | 'savedAt'>): JournalState {
  const { unsent, saved } = unsentCells.settle(state.unsent, answer.outcomes);
  const cells = new Map<string, SavedCell>(state.model.saved);
  // a value leaves the comment that stands beside it
  for (const [key, cell] of saved) cells.set(key, { ...commentOf(cells.get(key)), ...cell });
  const standings = new Map(state.model.standings);
  for (const standing of answer.standings) standings.set(standing.studentId, standing);
  const applied = answer.outcomes.some((outcome) => outcome.status === 'applied');
  return {
    ...state,
    unsent,
    model: { ...state.model, saved: cells, standings },
    savedAt: applied ? answer.savedAt : state.savedAt,
    away: false,
  };
}
