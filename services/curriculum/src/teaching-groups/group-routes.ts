import { implement, type Routes } from '@parta/chassis/http/mount';
import { teachingGroupsContract } from '@parta/contracts/http/curriculum/teaching-groups';
import type { Dependencies } from '../dependencies.ts';
import { buildSaveSubjects } from '../subjects/save-subjects.ts';
import { loadSubjects } from '../subjects/subject-store.ts';
import { listGroups } from './list-groups.ts';
import { buildSaveGroups } from './save-groups.ts';

export function groupRoutes(dependencies: Dependencies): Routes {
  const { inTenant } = dependencies;
  const saveSubjects = buildSaveSubjects(dependencies);
  const saveGroups = buildSaveGroups(dependencies);
  return implement(teachingGroupsContract, {
    listSubjects: async (_input, { institutionId }) => ({ subjects: await inTenant({ institutionId }, loadSubjects) }),
    saveSubjects: async ({ body }, actor) => ({ subjects: await saveSubjects(actor, body.subjects) }),
    listTeachingGroups: async ({ query }, { institutionId }) => ({
      teachingGroups: await inTenant({ institutionId }, (trx) => listGroups(trx, query)),
    }),
    saveTeachingGroups: async ({ body }, actor) => ({ saved: await saveGroups(actor, body.teachingGroups) }),
  });
}
