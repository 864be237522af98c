import { useSyncExternalStore } from 'react';

const most = 500;
const empty: ReadonlySet<string> = new Set();
const known = new Map<string, ReadonlySet<string>>();
const watchers = new Set<() => void>();

function read(place: string): ReadonlySet<string> {
  let values = known.get(place);
  if (!values) {
    const text = localStorage.getItem(place);
    values = text === null ? empty : new Set(JSON.parse(text) as string[]);
    known.set(place, values);
  }
  return values;
}

function watch(watcher: () => void): () => void {
  const elsewhere = (event: StorageEvent) => {
    if (event.key === null) known.clear();
    else known.delete(event.key);
    watcher();
  };
  watchers.add(watcher);
  addEventListener('storage', elsewhere);
  return () => {
    watchers.delete(watcher);
    removeEventListener('storage', elsewhere);
  };
}

/** Homework that the reader has ticked, by the lesson that set it; kept on this device only. */
export function useTicks(userId: string): readonly [ReadonlySet<string>, (lessonId: string) => void] {
  const place = `parta.ticks.${userId}`;
  const ticks = useSyncExternalStore(watch, () => read(place));
  const turn = (lessonId: string): void => {
    const next = new Set(read(place));
    if (!next.delete(lessonId)) next.add(lessonId);
    const kept = [...next].slice(-most);
    known.set(place, new Set(kept));
    localStorage.setItem(place, JSON.stringify(kept));
    for (const watcher of watchers) watcher();
  };
  return [ticks, turn];
}
