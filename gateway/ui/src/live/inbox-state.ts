import type { InboxItem } from '@parta/contracts/values/inbox-fact';

export interface InboxState {
  /** Newest first. */
  readonly items: readonly InboxItem[];
  readonly unread: number;
  /** The newest position known; undefined until the first answer. */
  readonly position: number | undefined;
  readonly hasMore: boolean;
  readonly error: unknown;
}

/** What the stream says, and what tabs of one browser say to each other. */
export type LiveEvent =
  | { readonly kind: 'state'; readonly position: number; readonly unread: number }
  | { readonly kind: 'item'; readonly item: InboxItem }
  | { readonly kind: 'read'; readonly upTo: number; readonly unread: number };

export const emptyInbox: InboxState = { items: [], unread: 0, position: undefined, hasMore: false, error: undefined };

interface InboxPage {
  readonly items: readonly InboxItem[];
  readonly unread: number;
  readonly position: number;
}

/** Adds a page of the list, the newest or an older one; what came live in between stays. */
export function withPage(state: InboxState, page: InboxPage, asked: { older: boolean; limit: number }): InboxState {
  return {
    items: merged(state.items, page.items),
    unread: page.unread,
    position: Math.max(state.position ?? 0, page.position),
    hasMore: asked.older || state.items.length === 0 ? page.items.length === asked.limit : state.hasMore,
    error: undefined,
  };
}

export function withEvent(state: InboxState, event: LiveEvent): InboxState {
  switch (event.kind) {
    case 'item':
      return {
        ...state,
        items: merged(state.items, [event.item]),
        position: Math.max(state.position ?? 0, event.item.position),
      };
    case 'state':
      return {
        ...state,
        unread: event.unread,
        items: event.unread === 0 ? readUpTo(state.items, event.position) : state.items,
      };
    case 'read':
      return { ...state, unread: event.unread, items: readUpTo(state.items, event.upTo) };
  }
}

/** True when the stream is ahead of what is known here: the list is asked for again. */
export const isBehind = (state: InboxState, event: LiveEvent): boolean =>
  event.kind === 'state' && state.position === undefined;

export const knows = (state: InboxState, item: InboxItem): boolean =>
  state.items.some((one) => one.position === item.position);

const readUpTo = (items: readonly InboxItem[], upTo: number): readonly InboxItem[] =>
  items.map((item) => (item.read || item.position > upTo ? item : { ...item, read: true }));

function merged(old: readonly InboxItem[], fresh: readonly InboxItem[]): readonly InboxItem[] {
  const byPosition = new Map([...old, ...fresh].map((item) => [item.position, item]));
  return [...byPosition.values()].toSorted((a, b) => b.position - a.position);
}

/** How many unread items each student has, of those known here. */
export function unreadByStudent(items: readonly InboxItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    if (!item.read) counts.set(item.fact.studentId, (counts.get(item.fact.studentId) ?? 0) + 1);
  }
  return counts;
}
