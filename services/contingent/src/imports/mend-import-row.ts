import type { Actor } from '@parta/chassis/auth/actor';
import { conflict, notFound } from '@parta/chassis/errors';
import type { importsContract } from '@parta/contracts/http/contingent/imports';
import type { Success } from '@parta/contracts/kernel/operation';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkRows } from './check-rows.ts';
import type { RowValues } from './import-row.ts';
import { loadImportRows, loadNamesakes, lockImport, updateImportRows } from './import-store.ts';

type MendedRow = Success<(typeof importsContract)['mendImportRow']>;

interface Mending {
  readonly importId: string;
  readonly line: number;
  readonly values: RowValues;
}

/**
 * Mends fields of one row; an empty text empties a field. All rows are judged again, because another one may have repeated it.
 * @throws DomainError `import-not-found`, `row-not-found`, `already-applied` for a row that is written already
 */
export function buildMendImportRow({ inTenant, clock }: Dependencies) {
  return (actor: Actor, { importId, line, values }: Mending): Promise<MendedRow> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { classId } = await lockImport(trx, importId);
      const rows = await loadImportRows(trx, importId);
      const row = rows.find((one) => one.line === line);
      if (!row) throw notFound('row-not-found');
      if (row.state === 'imported') throw conflict('already-applied');

      const filled = Object.entries({ ...row.values, ...values }).filter(([, text]) => text.trim() !== '');
      const mended = rows.map((one) => (one.line === line ? { ...one, values: Object.fromEntries(filled) } : one));
      const today = await loadToday(trx, clock);
      const students = await loadNamesakes(trx, mended, today);
      const checked = checkRows(mended, { classId, today, students });
      await updateImportRows(trx, importId, checked);
      const answer = checked.find((one) => one.line === line) ?? row;
      return { line, values: { ...answer.values }, state: answer.state, problems: [...answer.problems] };
    });
}
