import { expect, test } from '@jest/globals';
import type { InboxItem } from '@parta/contracts/values/inbox-fact';
import { emptyInbox, isBehind, knows, unreadByStudent, withEvent, withPage } from './inbox-state.ts';

const item = (position: number, read = false, studentId = 'a') =>
  ({ position, read, fact: { studentId } }) as InboxItem;
const page = (items: readonly InboxItem[], unread: number, position: number) => ({ items, unread, position });
const newest = { older: false, limit: 2 };

test('a page and what came live in between stand together, newest first (NTF-2)', () => {
  const live = withEvent(emptyInbox, { kind: 'item', item: item(5) });
  const state = withPage(live, page([item(4), item(3)], 3, 4), newest);
  expect(state.items.map((one) => one.position)).toEqual([5, 4, 3]);
  expect(state.position).toBe(5);
});

test('an item that comes twice is one item (NTF-2)', () => {
  const once = withEvent(emptyInbox, { kind: 'item', item: item(5) });
  expect(knows(once, item(5))).toBe(true);
  expect(withEvent(once, { kind: 'item', item: item(5) }).items).toHaveLength(1);
});

test('older pages follow until one is not full', () => {
  const first = withPage(emptyInbox, page([item(4), item(3)], 0, 4), newest);
  expect(first.hasMore).toBe(true);
  const second = withPage(first, page([item(2)], 0, 4), { older: true, limit: 2 });
  expect(second.hasMore).toBe(false);
  expect(withPage(second, page([item(5), item(4)], 1, 5), newest).hasMore).toBe(false);
});

test('reading here or elsewhere leaves nothing new up to that position', () => {
  const state = withPage(emptyInbox, page([item(4), item(3)], 2, 4), newest);
  expect(withEvent(state, { kind: 'read', upTo: 3, unread: 1 }).items.map((one) => one.read)).toEqual([false, true]);
  expect(withEvent(state, { kind: 'state', position: 4, unread: 0 }).items.every((one) => one.read)).toBe(true);
});

test('the position of a state is no item seen: only items and pages move it (NTF-2)', () => {
  const known = withPage(emptyInbox, page([item(4)], 1, 4), newest);
  const told = withEvent(known, { kind: 'state', position: 9, unread: 6 });
  expect(told).toMatchObject({ position: 4, unread: 6 });
  expect(isBehind(emptyInbox, { kind: 'state', position: 9, unread: 6 })).toBe(true);
  expect(isBehind(known, { kind: 'state', position: 9, unread: 6 })).toBe(false);
});

test('a guardian sees which child has news', () => {
  const counts = unreadByStudent([item(4), item(3, true), item(2, false, 'b'), item(1)]);
  expect([...counts]).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});
