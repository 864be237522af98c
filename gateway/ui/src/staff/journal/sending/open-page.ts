import { call } from '../../../api/client.ts';
import type { JournalPage } from '../model/page-model.ts';
import { createJournalStore, type JournalStore } from './journal-store.ts';
import { createSender } from './sender.ts';
import { openUnsentStore, type UnsentStore } from './unsent-store.ts';

let opened: UnsentStore | undefined;

/** The browser's store of the journal, opened once. */
export const unsentStore = (): UnsentStore => {
  opened ??= openUnsentStore();
  return opened;
};

export interface OpenPage {
  readonly store: JournalStore;
  /** False while another tab writes this page: this one shows it and takes over when that one closes. */
  readonly isWriter: () => boolean;
  readonly close: () => void;
}

/**
 * Opens a page for writing: takes its lock, what an earlier visit left unsent, and starts sending.
 * One tab writes a page at a time, so the unsent edits have one owner.
 */
export async function openPage(scope: string, page: JournalPage, onWriter: () => void): Promise<OpenPage> {
  const storage = unsentStore();
  const store = createJournalStore(page, await storage.load(scope));
  const closing = new AbortController();
  let writer = false;

  const work = async () => {
    if (closing.signal.aborted) return;
    // the tab that wrote before this one may have left more since the page was opened
    store.dispatch({ type: 'restore', unsent: await storage.load(scope) });
    writer = true;
    onWriter();
    await keepAndSend(scope, store, { storage, pageId: page.page.id, signal: closing.signal });
    writer = false;
  };
  navigator.locks.request(`parta.journal/${scope}`, { signal: closing.signal }, work).catch((error: unknown) => {
    if (!closing.signal.aborted) throw error;
  });
  return { store, isWriter: () => writer, close: () => closing.abort() };
}

interface Surroundings {
  readonly storage: UnsentStore;
  readonly pageId: string;
  readonly signal: AbortSignal;
}

/** Stores every change and sends it; ends when the page is closed and the last change is on the disk. */
async function keepAndSend(
  scope: string,
  store: JournalStore,
  { storage, pageId, signal }: Surroundings,
): Promise<void> {
  let saving: Promise<void> = Promise.resolve();
  let kept = store.getState().unsent;
  const persist = (): Promise<void> => {
    const { unsent } = store.getState();
    if (unsent !== kept) {
      kept = unsent;
      saving = saving.then(() => storage.save(scope, unsent));
    }
    return saving;
  };
  const sender = createSender({
    unsent: () => store.getState().unsent,
    apply: store.dispatch,
    persist,
    addWork: ({ id, lessonId }) =>
      call('journal.addWork', { params: { pageId }, body: { id, lessonId, typeKey: 'answer' } }),
    sendBatch: ({ id, body }) => call('journal.changeCells', { params: { pageId }, idempotencyKey: id, rawBody: body }),
    newId: () => crypto.randomUUID(),
    pause: (milliseconds) => pause(milliseconds, signal),
  });
  const stopListening = store.subscribe(() => {
    const before = kept;
    void persist();
    const { unsent, stopped } = store.getState();
    if (unsent !== before && stopped === null) sender.wake();
  });
  sender.wake();
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  stopListening();
  sender.stop();
  await Promise.all([persist(), sender.idle()]);
}

/** Waits, but not longer than until the network is back or the page closes. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end, { once: true });
    signal.addEventListener('abort', end, { once: true });
  });
}
