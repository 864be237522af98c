import { type JournalAction, type JournalState, openJournal, reduce } from '../model/journal-state.ts';
import type { JournalPage } from '../model/page-model.ts';
import type { Selection } from '../model/selection.ts';
import { keyOf, studentOf } from '../model/cell-key.ts';
import type { Unsent } from '../model/unsent.ts';
import { afterPaint } from './after-paint.ts';

/**
 * The state outside React. A row of the grid listens to its own student, the selection's frame to the selection only:
 * a key repaints one row and moves one frame, whatever the size of the page. What stands around the grid follows one frame later.
 */
export interface JournalStore {
  readonly getState: () => JournalState;
  readonly dispatch: (action: JournalAction) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** The state as of the last painted frame. */
  readonly paintedState: () => JournalState;
  readonly subscribePainted: (listener: () => void) => () => void;
  readonly subscribeStudent: (studentId: string, listener: () => void) => () => void;
  readonly subscribeSelection: (listener: () => void) => () => void;
  /** Counts the student's repaints. */
  readonly revisionOf: (studentId: string) => number;
  readonly selection: () => Selection;
}

export function createJournalStore(page: JournalPage, unsent: Unsent): JournalStore {
  let state = openJournal(page, unsent);
  let painted = state;
  let isFollowing = false;
  const everyone = new Set<() => void>();
  const surroundings = new Set<() => void>();
  const selectionListeners = new Set<() => void>();
  const students = new Map<string, Set<() => void>>();
  const revisions = new Map<string, number>();

  const touch = (studentId: string) => {
    revisions.set(studentId, (revisions.get(studentId) ?? 0) + 1);
    for (const listener of students.get(studentId) ?? []) listener();
  };

  const follow = () => {
    if (isFollowing) return;
    isFollowing = true;
    afterPaint(() => {
      isFollowing = false;
      painted = state;
      for (const listener of surroundings) listener();
    });
  };

  return {
    getState: () => state,
    paintedState: () => painted,
    selection: () => state.selection,
    revisionOf: (studentId) => revisions.get(studentId) ?? 0,
    dispatch(action) {
      const before = state;
      state = reduce(before, action);
      if (state === before) return;
      if (state.selection !== before.selection) for (const listener of selectionListeners) listener();
      for (const studentId of touched(before, state)) touch(studentId);
      for (const listener of everyone) listener();
      follow();
    },
    subscribe: (listener) => listen(everyone, listener),
    subscribePainted: (listener) => listen(surroundings, listener),
    subscribeSelection: (listener) => listen(selectionListeners, listener),
    subscribeStudent(studentId, listener) {
      const own = students.get(studentId) ?? new Set();
      students.set(studentId, own);
      return listen(own, listener);
    },
  };
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Students with a cell that may look different now. */
export function touched(before: JournalState, after: JournalState): ReadonlySet<string> {
  if (before.model.columns !== after.model.columns)
    return new Set(after.model.students.map((student) => student.studentId));
  const found = new Set<string>();
  for (const part of ['pending', 'refused', 'conflicts'] as const) {
    const [old, fresh]: readonly Readonly<Record<string, unknown>>[] = [before.unsent[part], after.unsent[part]];
    if (old === fresh || !old || !fresh) continue;
    for (const key of [...Object.keys(old), ...Object.keys(fresh)])
      if (old[key] !== fresh[key]) found.add(studentOf(key));
  }
  if (before.unsent.sealed !== after.unsent.sealed || before.away !== after.away) {
    for (const batch of [before.unsent.sealed, after.unsent.sealed]) {
      for (const edit of batch?.edits ?? []) found.add(studentOf(keyOf(edit.target)));
    }
  }
  for (const [studentId, standing] of after.model.standings) {
    if (before.model.standings.get(studentId) !== standing) found.add(studentId);
  }
  return found;
}
