import { implement, type Routes } from '@parta/chassis/http/mount';
import { timetableImportsContract } from '@parta/contracts/http/curriculum/imports';
import type { Dependencies } from '../dependencies.ts';
import { getImport, listImports } from './import-queries.ts';
import type { ImportState } from './import-store.ts';
import type { Imports } from './start-import.ts';

export function importRoutes({ inTenant }: Dependencies, imports: Imports): Routes {
  return implement(timetableImportsContract, {
    importTimetable: async ({ query, body }, actor, { authorization }) => ({
      importId: await imports.start(actor, { ...query, bytes: body, authorization }),
    }),
    getTimetableImport: async ({ params }, { institutionId }) =>
      shown(await inTenant({ institutionId }, (trx) => getImport(trx, institutionId, params.importId))),
    listTimetableImports: async (_input, { institutionId }) => {
      const found = await inTenant({ institutionId }, (trx) => listImports(trx, institutionId));
      return { imports: found.map((one) => withoutProblems(shown(one))) };
    },
  });
}

const shown = ({ digest: _, ...state }: ImportState) => state;

const withoutProblems = ({ problems: _, ...state }: ReturnType<typeof shown>) => state;
