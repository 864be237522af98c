import type { Knex } from 'knex';
import { z } from 'zod';

export const ArchiveRow = z
  .object({
    archive_id: z.uuid(),
    report: z.literal('class-summary'),
    format: z.enum(['pdf', 'xlsx']),
    class_id: z.uuid(),
    title: z.string(),
    made_at: z.date(),
    made_by: z.string(),
    file_name: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    check_code: z.string(),
  })
  .transform((row) => ({
    archiveId: row.archive_id,
    report: row.report,
    format: row.format,
    classId: row.class_id,
    title: row.title,
    madeAt: row.made_at,
    madeBy: row.made_by,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    checkCode: row.check_code,
  }));
export type Archived = z.infer<typeof ArchiveRow>;

/** Newest first, of these classes only. */
export async function listArchived(
  trx: Knex.Transaction,
  classIds: readonly string[],
  limit: number,
): Promise<readonly Archived[]> {
  const rows: unknown = await trx('archive')
    .whereRaw('class_id = any(?::uuid[])', [[...classIds]])
    .orderBy([
      { column: 'made_at', order: 'desc' },
      { column: 'archive_id', order: 'desc' },
    ])
    .limit(limit);
  return z.array(ArchiveRow).parse(rows);
}

export async function findArchived(trx: Knex.Transaction, archiveId: string): Promise<Archived | undefined> {
  const row: unknown = await trx('archive').where({ archive_id: archiveId }).first();
  return row === undefined ? undefined : ArchiveRow.parse(row);
}

export async function readContent(trx: Knex.Transaction, archiveId: string): Promise<Uint8Array> {
  const row: unknown = await trx('archive_file').where({ archive_id: archiveId }).first('content');
  return z.object({ content: z.instanceof(Uint8Array) }).parse(row).content;
}

/** Whether a later edition of the same sheet exists. */
export async function isReplaced(trx: Knex.Transaction, archiveId: string): Promise<boolean> {
  const row: unknown = await trx('archive as own')
    .join('archive as later', function () {
      this.on('later.report', 'own.report')
        .andOn('later.format', 'own.format')
        .andOn('later.parameters', 'own.parameters')
        .andOn('later.edition', '>', 'own.edition');
    })
    .where('own.archive_id', archiveId)
    .first('later.archive_id');
  return row !== undefined;
}

const CodeRow = z.object({ institution_id: z.uuid(), archive_id: z.uuid() });

/** Where the paper with this code is archived; the one table that is read without a scope. */
export async function findCode(
  db: Knex,
  code: string,
): Promise<{ institutionId: string; archiveId: string } | undefined> {
  const row: unknown = await db('check_code').where({ code }).first();
  if (row === undefined) return undefined;
  const { institution_id: institutionId, archive_id: archiveId } = CodeRow.parse(row);
  return { institutionId, archiveId };
}
