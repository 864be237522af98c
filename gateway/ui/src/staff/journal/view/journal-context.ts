import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { JournalState } from '../model/journal-state.ts';
import type { Selection } from '../model/selection.ts';
import type { JournalStore } from '../sending/journal-store.ts';

export const JournalContext = createContext<JournalStore | undefined>(undefined);

export function useJournal(): JournalStore {
  const store = useContext(JournalContext);
  if (!store) throw new Error('no journal page is open here');
  return store;
}

/** A part of the state; `read` must give the same object while nothing relevant has changed. */
export function useJournalState<T>(read: (state: JournalState) => T): T {
  const store = useJournal();
  return useSyncExternalStore(store.subscribe, () => read(store.getState()));
}

/** The same for what stands around the grid: it follows one frame later, so that a key's own cell never waits for it. */
export function usePaintedState<T>(read: (state: JournalState) => T): T {
  const store = useJournal();
  return useSyncExternalStore(store.subscribePainted, () => read(store.paintedState()));
}

export function useSelection<T>(read: (selection: Selection) => T): T {
  const store = useJournal();
  return useSyncExternalStore(store.subscribeSelection, () => read(store.selection()));
}

/** Renders again when something of this student has changed, and only then. */
export function useStudentRevision(studentId: string): number {
  const store = useJournal();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeStudent(studentId, listener),
    [store, studentId],
  );
  return useSyncExternalStore(subscribe, () => store.revisionOf(studentId));
}
