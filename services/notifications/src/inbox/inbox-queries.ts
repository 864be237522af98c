import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import { InboxFact, type InboxItem } from '@parta/contracts/values/inbox-fact';

export interface InboxState {
  /** Position of the newest item; 0 = none ever. */
  readonly position: number;
  readonly readUpTo: number;
  readonly unread: number;
}

/**
 * Of the user whose scope the transaction has: the counter beside each item, in one statement, so that both are of one moment.
 * A counter without items is one row; a user without a counter has no items either.
 */
const beside = (items: string, order: 'asc' | 'desc'): string => `
  select c.position as newest, c.read_up_to, i.* from inbox_counter c left join lateral (
    select position, institution_id, at, fact from inbox_item where ${items} order by position ${order} limit $2
  ) i on true order by i.position ${order}`;

/** `$1`, null = the newest; as a case, since a coalesce is not let past the row policy into the index. */
const from = 'case when $1::bigint is null then c.position else $1 end';

/** Newest first. */
export const readBack = ({ before, limit }: { before: number | undefined; limit: number }): Statement => ({
  name: 'inbox.back',
  text: beside(`position <= ${from}`, 'desc'),
  values: [before === undefined ? null : before - 1, limit],
});

/** Oldest first; after undefined = after the newest. */
export const readAfter = (after: number | undefined, limit: number): Statement => ({
  name: 'inbox.after',
  text: beside(`position > ${from}`, 'asc'),
  values: [after ?? null, limit],
});

/** Never backwards: an older tab can't make read items new again. Answers the state. */
export const setReadUpTo = (upTo: number): Statement => ({
  name: 'inbox.read',
  text: `update inbox_counter set read_up_to = greatest(read_up_to, least(position, $1))
         returning position as newest, read_up_to`,
  values: [upTo],
});

const Counter = z.object({ newest: z.int(), read_up_to: z.int() });
const Row = z.object({ position: z.int(), institution_id: z.uuid(), at: z.date(), fact: InboxFact });
const NoItem = z.object({ position: z.null() });

/** The counter of any of these statements. */
export function parseState(rows: readonly unknown[] | undefined): InboxState {
  const { newest: position, read_up_to: readUpTo } = Counter.optional().parse(rows?.[0]) ?? {
    newest: 0,
    read_up_to: 0,
  };
  return { position, readUpTo, unread: position - readUpTo };
}

/** The rows of `readBack` or `readAfter`. */
export function parseInbox(rows: readonly unknown[] | undefined): { state: InboxState; items: readonly InboxItem[] } {
  const state = parseState(rows);
  const items = z
    .array(Row.or(NoItem))
    .parse(rows)
    .flatMap((row) => (row.position === null ? [] : [shown(row, state)]));
  return { state, items };
}

const shown = (row: z.output<typeof Row>, { readUpTo }: InboxState): InboxItem => ({
  position: row.position,
  institutionId: row.institution_id,
  at: row.at.toISOString(),
  read: row.position <= readUpTo,
  fact: row.fact,
});
