import type { Knex } from 'knex';
import { z } from 'zod';
import { InboxFact, type InboxItem } from '@parta/contracts/values/inbox-fact';

const Counter = z.object({ position: z.int(), read_up_to: z.int() });
const Row = z.object({ position: z.int(), institution_id: z.uuid(), at: z.date(), fact: InboxFact });

export interface InboxState {
  /** Position of the newest item; 0 = none ever. */
  readonly position: number;
  readonly readUpTo: number;
  readonly unread: number;
}

/** Of the user whose scope the transaction has. */
export async function readState(trx: Knex.Transaction): Promise<InboxState> {
  const { position, read_up_to: readUpTo } = Counter.optional().parse(
    await trx('inbox_counter').first('position', 'read_up_to'),
  ) ?? { position: 0, read_up_to: 0 };
  return { position, readUpTo, unread: position - readUpTo };
}

const shown = (rows: unknown, { readUpTo }: InboxState): readonly InboxItem[] =>
  z
    .array(Row)
    .parse(rows)
    .map((row) => ({
      position: row.position,
      institutionId: row.institution_id,
      at: row.at.toISOString(),
      read: row.position <= readUpTo,
      fact: row.fact,
    }));

export const readBack = async (
  trx: Knex.Transaction,
  state: InboxState,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<readonly InboxItem[]> =>
  shown(
    await trx('inbox_item')
      .where('position', '<', before ?? state.position + 1)
      .orderBy('position', 'desc')
      .limit(limit)
      .select('position', 'institution_id', 'at', 'fact'),
    state,
  );

export const readAfter = async (
  trx: Knex.Transaction,
  state: InboxState,
  after: number,
  limit: number,
): Promise<readonly InboxItem[]> =>
  shown(
    await trx('inbox_item')
      .where('position', '>', after)
      .orderBy('position')
      .limit(limit)
      .select('position', 'institution_id', 'at', 'fact'),
    state,
  );

/** Never backwards: an older tab can't make read items new again. */
export async function setReadUpTo(trx: Knex.Transaction, upTo: number): Promise<void> {
  await trx('inbox_counter').update({
    read_up_to: trx.raw('greatest(read_up_to, least(position, ?::bigint))', [upTo]),
  });
}
