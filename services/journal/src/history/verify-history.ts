import type { Knex } from 'knex';
import { z } from 'zod';
import { firstBrokenLink, firstFalseNote } from '../saves/chain.ts';
import { noteHash } from '../saves/revision-note.ts';

const PageRow = z.object({ id: z.uuid(), year: z.int(), head: z.instanceof(Buffer) });
const LinkRow = z.object({ seq: z.int(), canonical: z.string(), hash: z.instanceof(Buffer) });
const NoteRow = z
  .object({
    ...{ seq: z.int(), kind: z.string(), targetId: z.uuid(), studentId: z.uuid() },
    ...{ salt: z.instanceof(Buffer), note: z.string() },
  })
  .transform(({ salt, note, ...row }) => ({ ...row, hash: noteHash({ salt, note }) }));

export interface BrokenPage {
  readonly pageId: string;
  /** The first save that was changed, left out or put in. */
  readonly seq: number;
}

/**
 * Reads the chain of every page and the comments that it vouches for, or of the `newest` pages by their last save, and answers
 * those that do not hold. Runs as `journal_owner`, who sees all institutions. [JRN-22]
 */
export async function verifyHistory(
  owner: Knex,
  { newest }: { readonly newest?: number } = {},
): Promise<{ readonly pages: number; readonly broken: readonly BrokenPage[] }> {
  const saved = owner('page').where('seq', '>', 0).select('id', 'year', 'head');
  // each save writes its page's row anew; an index by time would cost every save
  if (newest !== undefined) void saved.orderByRaw('age(xmin)').limit(newest);
  const pages = z.array(PageRow).parse(await saved);
  const broken: BrokenPage[] = [];
  for (const { id, year, head } of pages) {
    const rows: unknown = await owner('save')
      .where({ year, page_id: id })
      .orderBy('seq')
      .select('seq', 'canonical', 'hash');
    const noteRows: unknown = await owner('revision_note')
      .where({ year, page_id: id })
      .select('seq', 'kind', 'target_id as targetId', 'student_id as studentId', 'salt', 'note');
    const links = z.array(LinkRow).parse(rows);
    const seq = firstBrokenLink(links, head) ?? firstFalseNote(links, z.array(NoteRow).parse(noteRows));
    if (seq !== undefined) broken.push({ pageId: id, seq });
  }
  return { pages: pages.length, broken };
}
