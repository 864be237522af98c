import type { Knex } from 'knex';
import { notFound } from '@parta/chassis/errors';
import { nobodyImports } from './import-lock.ts';
import { findImport, giveUpImports, type ImportState, loadImports } from './import-store.ts';

/** An import with its report. One whose process died is told as interrupted. @throws DomainError `import-not-found` */
export async function getImport(trx: Knex.Transaction, institutionId: string, id: string): Promise<ImportState> {
  const found = await findImport(trx, id);
  if (!found) throw notFound('import-not-found');
  return (await gaveUpDead(trx, institutionId, [found])) ? ((await findImport(trx, id)) ?? found) : found;
}

/** Newest first. */
export async function listImports(trx: Knex.Transaction, institutionId: string): Promise<ImportState[]> {
  const imports = await loadImports(trx);
  return (await gaveUpDead(trx, institutionId, imports)) ? loadImports(trx) : imports;
}

async function gaveUpDead(
  trx: Knex.Transaction,
  institutionId: string,
  imports: readonly ImportState[],
): Promise<boolean> {
  if (!imports.some(({ state }) => state === 'running') || !(await nobodyImports(trx, institutionId))) return false;
  await giveUpImports(trx);
  return true;
}
