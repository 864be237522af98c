import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import type { TableModel } from '@parta/contracts/values/table-model';
import { parseReach, readReachOf } from './reach-queries.ts';
import { definitionOf } from './report-catalogue.ts';
import type { Key, Parameters } from './report-definition.ts';
import { parseScene, readScene } from './scene-queries.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

export type PreviewReport = (actor: Actor, key: Key, parameters: Parameters) => Promise<TableModel>;

/**
 * The table that would be printed now, in one round trip: the class is read before it is known whether the actor may see it.
 * @throws DomainError `class-not-found`, also for another teacher's or institution's class
 */
export function buildPreviewReport({ readInTenant, clock }: Dependencies): PreviewReport {
  return async (actor, key, parameters) => {
    const { classId } = parameters;
    const definition = definitionOf(key);
    const statements = [readScene, readReachOf(classId), definition.read(parameters)];
    const [scenes, reach, rows] = await readInTenant({ institutionId: actor.institutionId }, (read) =>
      read(statements),
    );
    const scene = parseScene(scenes, clock.now());
    if (!parseReach(reach, actor, scene.today).includes(classId)) throw notFound('class-not-found');
    return definition.describe(rows?.[0], scene, parameters).table;
  };
}
