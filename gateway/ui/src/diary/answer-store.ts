import { isPassing } from '../api/api-problem.ts';

/** An answer and, when it is an old one from this device, since when it is known. */
export interface Kept<T> {
  readonly answer: T;
  readonly savedAt: string | undefined;
}

const storeName = 'answers';
const mostKept = 80;
let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('parta-diary', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName).createIndex('savedAt', 'savedAt');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no store'));
  });
  return opening;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('store failed'));
  });

async function keep(key: string, answer: unknown): Promise<void> {
  const store = (await open()).transaction(storeName, 'readwrite').objectStore(storeName);
  store.put({ savedAt: new Date().toISOString(), answer }, key);
  if ((await done(store.count())) <= mostKept) return;
  const oldest = await done(store.index('savedAt').openKeyCursor());
  if (oldest) store.delete(oldest.primaryKey);
}

/** What is kept under a key; undefined also where the browser keeps nothing at all. */
export async function recall<T>(key: string): Promise<Kept<T> | undefined> {
  try {
    const store = (await open()).transaction(storeName).objectStore(storeName);
    return (await done(store.get(key))) as Kept<T> | undefined;
  } catch {
    return undefined;
  }
}

/** Forgets every answer: the next person at this device sees nothing of this one. */
export async function forgetAnswers(): Promise<void> {
  const store = (await open()).transaction(storeName, 'readwrite').objectStore(storeName);
  await done(store.clear());
}

/** Asks the server; when it is away, gives the last answer that this device has seen. */
export async function askOrRecall<T>(key: string, ask: () => Promise<T>): Promise<Kept<T>> {
  try {
    const answer = await ask();
    keep(key, answer).catch(() => undefined);
    return { answer, savedAt: undefined };
  } catch (error) {
    const kept = isPassing(error) ? await recall<T>(key) : undefined;
    if (!kept) throw error;
    return kept;
  }
}

interface Asked {
  readonly state: { readonly data?: Kept<unknown> | undefined; readonly error: unknown };
}

/** For a query of `askOrRecall`: an old answer is asked for again at every chance and every 15 s. */
export const askAgain = {
  staleTime: ({ state }: Asked): number => (state.data?.savedAt === undefined ? 10_000 : 0),
  refetchInterval: ({ state }: Asked): number | false =>
    state.data?.savedAt !== undefined || state.error ? 15_000 : false,
};
