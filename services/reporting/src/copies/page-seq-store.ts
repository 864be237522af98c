import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import type { Read } from '@parta/chassis/db/transact';
import { type Gap, gapBefore, withoutSeq } from './page-gaps.ts';

export interface Arrival {
  readonly institutionId: string;
  readonly pageId: string;
  readonly seq: number;
  /** Head of the page's hash chain, for the journal's `verify-history` to compare with. */
  readonly head: string;
  readonly at: string;
}

/**
 * Remembers how far a page has come; answers how far it had come before, for `noteGaps`. The insert reads the locked row, so that
 * the lock comes first and of two arrivals of one page the second sees what the first has noted.
 */
export const noteSeq = ({ institutionId, pageId, seq, head, at }: Arrival): Statement => ({
  name: 'page-seq.note',
  text: `with known as materialized (select seq from page_seq where institution_id = $1 and page_id = $2 for update),
         noted as (
           insert into page_seq as held (institution_id, page_id, seq, head, at)
           select $1, $2, $3, $4, $5 where not exists (select from known where seq >= $3)
           on conflict (institution_id, page_id) do update set seq = excluded.seq, head = excluded.head, at = excluded.at
           where held.seq < excluded.seq
         )
         select seq from known`,
  values: [institutionId, pageId, seq, head, at],
});

const Known = z.tuple([z.object({ seq: z.int() })]).or(z.tuple([]));

/**
 * What remembers which saves of a page are missing, so that a lost event shows; `rows` are those of `noteSeq`. A gap that this save
 * closes is gone by then. [DESIGN §6]
 */
export async function noteGaps(read: Read, arrival: Arrival, rows: unknown): Promise<readonly Statement[]> {
  const newest = Known.parse(rows)[0]?.seq ?? 0;
  if (arrival.seq <= newest) return closeGap(read, arrival);
  const opened = gapBefore(newest, arrival.seq);
  return opened ? [insertGaps(arrival, [opened])] : [];
}

async function closeGap(read: Read, arrival: Arrival): Promise<readonly Statement[]> {
  const { institutionId, pageId, seq } = arrival;
  const [gone] = await read([
    {
      name: 'page-gap.close',
      text: `delete from page_gap where institution_id = $1 and page_id = $2 and first_seq <= $3 and last_seq >= $3
             returning first_seq as first, last_seq as last`,
      values: [institutionId, pageId, seq],
    },
  ]);
  const gaps = z.array(z.object({ first: z.int(), last: z.int() })).parse(gone);
  const left = gaps.flatMap((gap) => withoutSeq(gap, seq));
  return left.length > 0 ? [insertGaps(arrival, left)] : [];
}

const insertGaps = ({ institutionId, pageId }: Arrival, gaps: readonly Gap[]): Statement => ({
  name: 'page-gap.insert',
  text: `insert into page_gap (institution_id, page_id, first_seq, last_seq)
         select $1, $2, * from unnest($3::bigint[], $4::bigint[])`,
  values: [institutionId, pageId, gaps.map(({ first }) => first), gaps.map(({ last }) => last)],
});
