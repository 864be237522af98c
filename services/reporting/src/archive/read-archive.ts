import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import type { FileAnswer } from '@parta/contracts/kernel/operation';
import { parseReach, readReach, readReachOf } from '../reports/reach-queries.ts';
import { parseScene, readScene } from '../reports/scene-queries.ts';
import { type Archived, findArchived, listArchived, readContent } from './archive-queries.ts';

export interface ReadArchive {
  list(actor: Actor, limit: number): Promise<readonly Archived[]>;
  /** @throws DomainError `report-not-found`, also for a class that is not the actor's any more */
  download(actor: Actor, archiveId: string): Promise<FileAnswer>;
}

const contentTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The archive as the actor's present rights show it: who made a sheet does not keep it. [DESIGN §5] */
export function buildReadArchive({ inTenant, clock }: { inTenant: InTenant; clock: Clock }): ReadArchive {
  return {
    list: (actor, limit) =>
      inTenant({ institutionId: actor.institutionId }, async (trx) => {
        const [scenes, reach] = await pipeline(trx, [readScene, readReach]);
        const { classes } = parseReach(reach, actor, parseScene(scenes, clock.now()).today);
        return listArchived(
          trx,
          classes.map((row) => row.class_id),
          limit,
        );
      }),
    download: (actor, archiveId) =>
      inTenant({ institutionId: actor.institutionId }, async (trx) => {
        const archived = await findArchived(trx, archiveId);
        if (!archived) throw notFound('report-not-found');
        const [scenes, reached] = await pipeline(trx, [readScene, readReachOf(archived.classId)]);
        const reach = parseReach(reached, actor, parseScene(scenes, clock.now()).today);
        if (!reach.includes(archived.classId)) throw notFound('report-not-found');
        const bytes = await readContent(trx, archiveId);
        return { contentType: contentTypes[archived.format], fileName: archived.fileName, bytes };
      }),
  };
}
