import { implement, type Routes } from '@parta/chassis/http/mount';
import { timetableContract } from '@parta/contracts/http/curriculum/timetable';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadRooms } from '../rooms/room-store.ts';
import { buildSaveRooms } from '../rooms/save-rooms.ts';
import { buildGetTimetable } from './get-timetable.ts';
import { listVersions } from './list-versions.ts';
import { buildPublishVersion } from './publish-version.ts';
import { buildSaveVersion } from './save-version.ts';

export function timetableRoutes(dependencies: Dependencies): Routes {
  const { inTenant, clock } = dependencies;
  const saveRooms = buildSaveRooms(dependencies);
  const saveVersion = buildSaveVersion(dependencies);
  const publishVersion = buildPublishVersion(dependencies);
  const getTimetable = buildGetTimetable(dependencies);
  return implement(timetableContract, {
    listRooms: async (_input, { institutionId }) => ({ rooms: await inTenant({ institutionId }, loadRooms) }),
    saveRooms: async ({ body }, actor) => ({ saved: await saveRooms(actor, body.rooms) }),
    listVersions: async ({ query: { year } }, { institutionId }) => ({
      versions: await inTenant({ institutionId }, async (trx) =>
        listVersions(trx, { year, today: await loadToday(trx, clock) }),
      ),
    }),
    saveVersion: ({ params, body }, actor) => saveVersion(actor, { id: params.versionId, ...body }),
    publishVersion: ({ params, body }, actor) => publishVersion(actor, { versionId: params.versionId, ...body }),
    getTimetable: ({ query }, actor) => getTimetable(actor, query),
  });
}
