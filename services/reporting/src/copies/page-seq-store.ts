import type { Knex } from 'knex';
import { z } from 'zod';
import { type Gap, gapBefore, withoutSeq } from './page-gaps.ts';

interface Arrival {
  readonly institutionId: string;
  readonly pageId: string;
  readonly seq: number;
  /** Head of the page's hash chain, for the journal's `verify-history` to compare with. */
  readonly head: string;
  readonly at: string;
}

/** Remembers how far a page has come and which of its saves are missing, so that a lost event shows. [DESIGN §6] */
export async function noteSeq(trx: Knex.Transaction, arrival: Arrival): Promise<void> {
  const page = { institution_id: arrival.institutionId, page_id: arrival.pageId };
  const row: unknown = await trx('page_seq').where(page).forUpdate().first('seq');
  const newest = row === undefined ? 0 : z.object({ seq: z.int() }).parse(row).seq;
  if (arrival.seq <= newest) return closeGap(trx, page, arrival.seq);

  await trx('page_seq')
    .insert({ ...page, seq: arrival.seq, head: arrival.head, at: arrival.at })
    .onConflict(['institution_id', 'page_id'])
    .merge();
  const opened = gapBefore(newest, arrival.seq);
  if (opened) await insertGaps(trx, page, [opened]);
}

type PageKey = Readonly<Record<'institution_id' | 'page_id', string>>;

async function closeGap(trx: Knex.Transaction, page: PageKey, seq: number): Promise<void> {
  const gone: unknown = await trx('page_gap')
    .where(page)
    .where('first_seq', '<=', seq)
    .where('last_seq', '>=', seq)
    .delete()
    .returning(['first_seq as first', 'last_seq as last']);
  const gaps = z.array(z.object({ first: z.int(), last: z.int() })).parse(gone);
  await insertGaps(
    trx,
    page,
    gaps.flatMap((gap) => withoutSeq(gap, seq)),
  );
}

async function insertGaps(trx: Knex.Transaction, page: PageKey, gaps: readonly Gap[]): Promise<void> {
  if (gaps.length === 0) return;
  await trx('page_gap').insert(gaps.map(({ first, last }) => ({ ...page, first_seq: first, last_seq: last })));
}
