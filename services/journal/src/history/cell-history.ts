import type { Actor } from '@parta/chassis/auth/actor';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import type { Success } from '@parta/contracts/kernel/operation';
import type { pagesContract } from '@parta/contracts/http/journal/pages';
import { CellValue } from '@parta/contracts/values/cell';
import { shortName } from '@parta/contracts/values/person';
import { z } from 'zod';
import { mayRead } from '../access/page-rights.ts';
import { parseOpened, readOpened } from '../cells/opened-page.ts';

interface Cell {
  readonly pageId: string;
  readonly studentId: string;
  /** Work, lesson or period; a work and its lesson where the cell shows a mark and a letter. */
  readonly targetIds: readonly string[];
}

type History = Success<typeof pagesContract.cellHistory>;
export type CellHistory = (actor: Actor, cell: Cell) => Promise<History>;

const Row = z.object({
  seq: z.int(),
  saved_at: z.date(),
  before: CellValue,
  after: CellValue,
  note: z.string().nullable(),
  last_name: z.string().nullable(),
  first_name: z.string().nullable(),
  middle_name: z.string().nullable(),
});

/** Who wrote what into a cell, newest first; names stay readable after a dismissal. [JRN-22] */
export function buildCellHistory(readInTenant: ReadInTenant): CellHistory {
  return async (actor, { pageId, studentId, targetIds }) =>
    readInTenant(actor, async (read) => {
      const [found, rows] = await read([
        readOpened(pageId, actor.personId),
        {
          name: 'history.cell',
          text: `select r.seq, s.saved_at, r.before, r.after, t.note, n.last_name, n.first_name, n.middle_name
                 from revision r join save s on s.year = r.year and s.page_id = r.page_id and s.seq = r.seq
                 left join revision_note t on t.year = r.year and t.page_id = r.page_id and t.seq = r.seq
                   and t.kind = r.kind and t.target_id = r.target_id and t.student_id = r.student_id
                 left join account a on a.user_id = s.saved_by left join person n on n.person_id = a.person_id
                 where r.page_id = $1 and r.target_id = any($2::uuid[]) and r.student_id = $3
                 order by r.seq desc, r.kind limit 100`,
          values: [pageId, targetIds, studentId],
        },
      ]);
      const opened = parseOpened(actor.personId, found);
      if (!opened || !mayRead(opened.rights, actor.roles)) throw notFound('page-not-found');
      return {
        entries: z
          .array(Row)
          .parse(rows)
          .map((row) => ({
            seq: row.seq,
            at: row.saved_at.toISOString(),
            by:
              row.last_name === null
                ? '…'
                : shortName({ lastName: row.last_name, firstName: row.first_name ?? '', middleName: row.middle_name }),
            before: row.before,
            after: row.after,
            ...(row.note === null ? {} : { comment: row.note }),
          })),
      };
    });
}
