import { implement, type Routes } from '@parta/chassis/http/mount';
import { type AcademicYear, yearsContract } from '@parta/contracts/http/curriculum/years';
import type { Dependencies } from '../dependencies.ts';
import { buildSaveYear } from './save-year.ts';
import type { Year } from './year.ts';
import { loadYears } from './year-store.ts';

export function yearRoutes(dependencies: Dependencies): Routes {
  const { inTenant } = dependencies;
  const saveYear = buildSaveYear(dependencies);
  return implement(yearsContract, {
    listYears: async (_input, { institutionId }) => ({
      years: (await inTenant({ institutionId }, loadYears)).map(shown),
    }),
    saveYear: async ({ params, body }, actor) => shown(await saveYear(actor, params.year, body)),
  });
}

const shown = ({ version: _, schemes, holidays, workingSaturdays, bells, ...year }: Year): AcademicYear => ({
  ...year,
  schemes: [...schemes],
  holidays: [...holidays],
  workingSaturdays: [...workingSaturdays],
  bells: [...bells],
});
