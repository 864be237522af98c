import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { AttendanceCode, MarkValue, ResultValue } from '../../values/mark.ts';

const about = {
  pageId: z.uuid(),
  subjectName: z.string(),
  studentId: z.uuid(),
  studentName: z.string(),
  date: CalendarDate,
};

/** What happened; texts are made by the reader's UI in the reader's language. */
export const InboxFact = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('mark'),
      ...about,
      workId: z.uuid(),
      workTitle: z.string(),
      before: MarkValue.nullable(),
      after: MarkValue.nullable(),
    }),
    z.object({
      kind: z.literal('attendance'),
      ...about,
      lessonId: z.uuid(),
      before: AttendanceCode.nullable(),
      after: AttendanceCode.nullable(),
    }),
    z.object({ kind: z.literal('homework'), ...about, lessonId: z.uuid(), text: z.string() }),
    z.object({
      kind: z.literal('result'),
      ...about,
      periodName: z.string(),
      before: ResultValue.nullable(),
      after: ResultValue.nullable(),
    }),
  ])
  .meta({ id: 'InboxFact' });
export type InboxFact = z.infer<typeof InboxFact>;

export const InboxItem = z
  .object({
    /** The user's own counter: no gaps in order of commit. */
    position: z.int(),
    institutionId: z.uuid(),
    at: z.iso.datetime(),
    read: z.boolean(),
    fact: InboxFact,
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof InboxItem>;

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
