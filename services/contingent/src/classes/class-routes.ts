import { implement, type Routes } from '@parta/chassis/http/mount';
import { classesContract } from '@parta/contracts/http/contingent/classes';
import type { Dependencies } from '../dependencies.ts';
import { listClasses, loadClassCard } from './class-queries.ts';
import { buildCreateClass } from './create-class.ts';
import { buildEnsureClasses } from './ensure-classes.ts';
import { buildExportClass } from './export-class.ts';
import { buildSetClassTeacher } from './set-class-teacher.ts';
import { buildSetSubgroup } from './set-subgroup.ts';

export function classRoutes(dependencies: Dependencies): Routes {
  const { inTenant, clock } = dependencies;
  const createClass = buildCreateClass(dependencies);
  const setClassTeacher = buildSetClassTeacher(dependencies);
  const setSubgroup = buildSetSubgroup(dependencies);
  const exportClass = buildExportClass(dependencies);
  const ensureClasses = buildEnsureClasses(dependencies);
  return implement(classesContract, {
    listClasses: async ({ query }, { institutionId }) => ({
      classes: await inTenant({ institutionId }, (trx) => listClasses(trx, clock, query.year)),
    }),
    createClass: ({ body }, actor) => createClass(actor, body),
    getClass: ({ params }, { institutionId }) =>
      inTenant({ institutionId }, (trx) => loadClassCard(trx, clock, params.classId)),
    setClassTeacher: ({ params, body }, actor) => setClassTeacher(actor, params.classId, body),
    setSubgroup: ({ params, body }, actor) => setSubgroup(actor, params, body),
    exportClass: ({ params }, actor) => exportClass(actor, params.classId),
    ensureClasses: ({ body }, actor) => ensureClasses(actor, body),
  });
}
