import { implement, type Routes } from '@parta/chassis/http/mount';
import { importsContract } from '@parta/contracts/http/contingent/imports';
import type { Dependencies } from '../dependencies.ts';
import { buildApplyImport } from './apply-import.ts';
import { loadPreview } from './import-store.ts';
import { buildMendImportRow } from './mend-import-row.ts';
import { buildPreviewImport } from './preview-import.ts';

export function importRoutes(dependencies: Dependencies): Routes {
  const previewImport = buildPreviewImport(dependencies);
  const mendImportRow = buildMendImportRow(dependencies);
  const applyImport = buildApplyImport(dependencies);
  return implement(importsContract, {
    previewImport: ({ query, body }, actor) => previewImport(actor, { ...query, bytes: body }),
    getImport: ({ params }, { institutionId }) =>
      dependencies.inTenant({ institutionId }, (trx) => loadPreview(trx, params.importId)),
    mendImportRow: ({ params, body }, actor) => mendImportRow(actor, { ...params, values: body.values }),
    applyImport: ({ params, body }, actor) => applyImport(actor, params.importId, body),
  });
}
