import type { Actor } from '@parta/chassis/auth/actor';
import { invalid, notFound } from '@parta/chassis/errors';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { loadClasses } from '../classes/class-store.ts';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkRows } from './check-rows.ts';
import { findColumns } from './find-columns.ts';
import { gatherRows } from './gather-rows.ts';
import { MAX_ROWS } from './import-row.ts';
import { type ImportPreview, insertImportRows, loadNamesakes, loadPreview } from './import-store.ts';
import { readSheets } from './read-sheets.ts';

const KEPT_MS = 30 * 86_400_000;

interface UploadedList {
  readonly classId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a class list row by row and keeps it as a preview; nothing reaches the class yet. [CNT-9]
 * @throws DomainError `class-not-found`, `file-not-readable`, `columns-missing`, `too-many-rows`
 */
export function buildPreviewImport({ inTenant, clock }: Dependencies) {
  return async (actor: Actor, { classId, fileName, bytes }: UploadedList): Promise<ImportPreview> => {
    const { institutionId } = actor;
    const classes = await inTenant({ institutionId }, (trx) => loadClasses(trx, [classId]));
    if (classes.get(classId)?.parentId !== null) throw notFound('class-not-found');

    const rows = rowsOf(await readSheets(bytes));
    return inTenant({ institutionId }, async (trx) => {
      const now = clock.now();
      const today = await loadToday(trx, clock);
      // a preview holds names and birth dates: nobody needs it a month later
      await trx('class_import')
        .whereRaw('coalesce(applied_at, created_at) < ?', [new Date(now.getTime() - KEPT_MS)])
        .delete();
      const importId = uuidV7();
      await trx('class_import').insert({
        institution_id: institutionId,
        id: importId,
        class_id: classId,
        file_name: fileName,
        state: 'preview',
        created_by: actor.userId,
        created_at: now,
      });
      const checked = checkRows(rows, { classId, today, students: await loadNamesakes(trx, rows, today) });
      await insertImportRows(trx, institutionId, { importId, rows: checked });
      return loadPreview(trx, importId);
    });
  };
}

/** Rows of the first sheet that has headings of a class list. */
function rowsOf(sheets: readonly string[][][]): ReturnType<typeof gatherRows> {
  for (const sheet of sheets) {
    const found = findColumns(sheet);
    if (!found) continue;
    const rows = gatherRows(sheet, found);
    if (rows.length > MAX_ROWS) throw invalid('too-many-rows', { limit: MAX_ROWS });
    return rows;
  }
  throw invalid('columns-missing');
}
