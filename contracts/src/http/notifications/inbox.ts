import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { InboxItem } from '../../values/inbox-fact.ts';

/** The bell: one inbox a user, whatever the schools of the children. [NTF-2; domain §2] */
export const inboxContract = contract({
  listInbox: {
    method: 'get',
    path: '/inbox',
    summary: 'Newest first; `before` pages back',
    permission: 'signed-in',
    idempotency: 'none',
    query: z.object({
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    success: { status: 200, body: z.object({ items: z.array(InboxItem), unread: z.int(), position: z.int() }) },
    problems: [],
  },
  markRead: {
    method: 'post',
    path: '/inbox/read',
    summary: 'Everything up to a position has been seen',
    permission: 'signed-in',
    idempotency: 'natural',
    body: z.object({ upTo: z.int().min(0) }),
    success: { status: 200, body: z.object({ unread: z.int() }) },
    problems: [],
  },
  streamInbox: {
    method: 'get',
    path: '/stream',
    summary: 'Live: every item after a position as a server-sent event whose id is the position; ends with the token',
    permission: 'signed-in',
    idempotency: 'none',
    query: z.object({ after: z.coerce.number().int().min(0).optional() }),
    success: { status: 200, stream: true },
    problems: [],
  },
});
