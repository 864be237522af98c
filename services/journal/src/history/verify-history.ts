import type { Knex } from 'knex';
import { z } from 'zod';
import { firstBrokenLink } from '../saves/chain.ts';

const PageRow = z.object({ id: z.uuid(), year: z.int(), head: z.instanceof(Buffer) });
const LinkRow = z.object({ seq: z.int(), canonical: z.string(), hash: z.instanceof(Buffer) });

export interface BrokenPage {
  readonly pageId: string;
  /** The first save that was changed, left out or put in. */
  readonly seq: number;
}

/** Reads the chain of every page and answers those that do not hold. Runs as `journal_owner`, who sees all institutions. [JRN-22] */
export async function verifyHistory(
  owner: Knex,
): Promise<{ readonly pages: number; readonly broken: readonly BrokenPage[] }> {
  const pages = z.array(PageRow).parse(await owner('page').where('seq', '>', 0).select('id', 'year', 'head'));
  const broken: BrokenPage[] = [];
  for (const { id, year, head } of pages) {
    const rows: unknown = await owner('save')
      .where({ year, page_id: id })
      .orderBy('seq')
      .select('seq', 'canonical', 'hash');
    const seq = firstBrokenLink(z.array(LinkRow).parse(rows), head);
    if (seq !== undefined) broken.push({ pageId: id, seq });
  }
  return { pages: pages.length, broken };
}
