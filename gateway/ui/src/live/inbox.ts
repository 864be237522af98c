import { useSyncExternalStore } from 'react';
import type { InboxItem } from '@parta/contracts/values/inbox-fact';
import { call, callForStream } from '../api/client.ts';
import { callOnce } from '../api/first-answers.ts';
import { sessionState, subscribeSession } from '../api/session.ts';
import { followInbox } from './follow-inbox.ts';
import { emptyInbox, type InboxState, isBehind, knows, type LiveEvent, withEvent, withPage } from './inbox-state.ts';
import { inboxPageSize, newestItems } from './newest-items.ts';
import { type Channel, leadAlone, openChannel } from './one-per-browser.ts';

let state: InboxState = emptyInbox;
let following: { readonly userId: string; readonly channel: Channel; stop(): void } | undefined;
let isStarted = false;
const watchers = new Set<() => void>();
const itemListeners = new Set<(item: InboxItem) => void>();

function set(next: InboxState): void {
  state = next;
  for (const watcher of watchers) watcher();
}

/** Takes in what the stream or another tab says; listeners hear every item once. */
function hear(event: LiveEvent): void {
  const isNews = event.kind === 'item' && !knows(state, event.item);
  const behind = isBehind(state, event);
  set(withEvent(state, event));
  if (isNews) for (const listener of itemListeners) listener(event.item);
  if (behind) void loadNewest();
}

/** Follows whoever is signed in, from the first use on. */
function start(): void {
  if (isStarted) return;
  isStarted = true;
  subscribeSession(follow);
  // a tab that slept has missed what the others said
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && following) void loadNewest();
  });
  follow();
}

function follow(): void {
  const session = sessionState();
  const userId = session.status === 'signed-in' ? session.session.user.id : undefined;
  if (userId === following?.userId) return;
  following?.stop();
  following = undefined;
  set(emptyInbox);
  if (userId) following = begin(userId);
}

function begin(userId: string) {
  const ending = new AbortController();
  const channel = openChannel(userId, hear);
  const told = (event: LiveEvent): void => {
    hear(event);
    channel.tell(event);
  };
  const loaded = load(userId, {}, false);
  leadAlone(userId, ending.signal, async () => {
    await loaded;
    await followInbox(
      {
        open: (after, signal) => callForStream('notifications.streamInbox', { query: { after }, signal }),
        heard: told,
        position: () => state.position,
        pause,
        whenOnline,
      },
      ending.signal,
    );
  });
  return {
    userId,
    channel,
    stop: () => {
      ending.abort();
      channel.close();
    },
  };
}

async function loadNewest(): Promise<void> {
  if (following) await load(following.userId, {}, false);
}

/** The next older page of the list. */
export async function loadOlder(): Promise<void> {
  const oldest = state.items.at(-1);
  if (oldest && following) await load(following.userId, { before: oldest.position }, true);
}

async function load(userId: string, query: { before?: number }, older: boolean): Promise<void> {
  try {
    const page = await callOnce('notifications.listInbox', { query: { ...query, ...newestItems.query } });
    if (userId === following?.userId) set(withPage(state, page, { older, limit: inboxPageSize }));
  } catch (error) {
    if (userId === following?.userId) set({ ...state, error });
  }
}

/** Everything known here has been seen; the other tabs hear it too. */
export async function markRead(): Promise<void> {
  const upTo = state.position;
  if (upTo === undefined || state.unread === 0) return;
  const before = state;
  set(withEvent(state, { kind: 'read', upTo, unread: 0 }));
  try {
    const { unread } = await call('notifications.markRead', { body: { upTo } });
    const event: LiveEvent = { kind: 'read', upTo, unread };
    hear(event);
    following?.channel.tell(event);
  } catch (error) {
    set({ ...state, unread: before.unread, items: before.items, error });
  }
}

/** Hears every item that comes while the page is open. Returns how to stop. */
export function onItem(listener: (item: InboxItem) => void): () => void {
  start();
  itemListeners.add(listener);
  return () => void itemListeners.delete(listener);
}

function watch(watcher: () => void): () => void {
  start();
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** The inbox of who is signed in, live. */
export const useInbox = (): InboxState => useSyncExternalStore(watch, () => state);

/** Asks for the list again after a failure. */
export const reloadInbox = (): Promise<void> => loadNewest();

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function whenOnline(signal: AbortSignal): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener('online', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => resolve());
  });
}
