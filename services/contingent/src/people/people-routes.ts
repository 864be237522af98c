import { implement, type Routes } from '@parta/chassis/http/mount';
import { peopleContract } from '@parta/contracts/http/contingent/people';
import type { Dependencies } from '../dependencies.ts';
import { buildAddGuardian } from './add-guardian.ts';
import { buildAddStaff } from './add-staff.ts';
import { buildEndPosition } from './end-position.ts';
import { buildEnsureStaff } from './ensure-staff.ts';
import { listStaff, loadPersonCard, searchPeople } from './person-queries.ts';

export function peopleRoutes(dependencies: Dependencies): Routes {
  const { inTenant, clock } = dependencies;
  const addStaff = buildAddStaff(dependencies);
  const endPosition = buildEndPosition(dependencies);
  const addGuardian = buildAddGuardian(dependencies);
  const ensureStaff = buildEnsureStaff(dependencies);
  return implement(peopleContract, {
    searchPeople: async ({ query }, { institutionId }) => ({
      people: await inTenant({ institutionId }, (trx) => searchPeople(trx, clock, query)),
    }),
    getPerson: ({ params }, { institutionId }) =>
      inTenant({ institutionId }, (trx) => loadPersonCard(trx, clock, params.personId)),
    listStaff: async (_input, { institutionId }) => ({
      staff: await inTenant({ institutionId }, (trx) => listStaff(trx, clock)),
    }),
    addStaff: ({ body }, actor) => addStaff(actor, body),
    endPosition: ({ params, body }, actor) => endPosition(actor, params.personId, body.from),
    addGuardian: ({ params, body }, actor) => addGuardian(actor, params.studentId, body),
    ensureStaff: ({ body }, actor) => ensureStaff(actor, body),
  });
}
