import type { Platform, ServiceParts } from '@parta/chassis/service';
import { yearRoutes } from './calendar/year-routes.ts';
import { onClass } from './copies/on-class.ts';
import { onOrganisation } from './copies/on-organisation.ts';
import { onPerson } from './copies/on-person.ts';
import { onStaff } from './copies/on-staff.ts';
import type { CurriculumConfig } from './curriculum-config.ts';
import { importRoutes } from './imports/import-routes.ts';
import { buildImports } from './imports/start-import.ts';
import { groupRoutes } from './teaching-groups/group-routes.ts';
import { timetableRoutes } from './timetable/timetable-routes.ts';

/** Composition root: years, workload, timetables and imports over one database. */
export function buildCurriculum({ inTenant, clock, db, log }: Platform, config: CurriculumConfig): ServiceParts {
  const dependencies = { inTenant, clock };
  const imports = buildImports({ ...dependencies, db, log, contingentUrl: config.CONTINGENT_URL });
  return {
    routes: [
      yearRoutes(dependencies),
      groupRoutes(dependencies),
      timetableRoutes(dependencies),
      importRoutes(dependencies, imports),
    ],
    subscriptions: [onOrganisation(), onPerson(), onStaff(), onClass()],
    stop: () => imports.stop(),
  };
}
