import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import type { TableModel } from '@parta/contracts/values/table-model';
import { readReach } from './reach-queries.ts';
import { definitionOf } from './report-catalogue.ts';
import type { Key, Parameters } from './report-definition.ts';
import { readScene } from './scene-queries.ts';

export type PreviewReport = (actor: Actor, key: Key, parameters: Parameters) => Promise<TableModel>;

/** The table that would be printed now. @throws DomainError `class-not-found`, also for another teacher's or institution's class */
export function buildPreviewReport({ inTenant, clock }: { inTenant: InTenant; clock: Clock }): PreviewReport {
  return (actor, key, parameters) =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const scene = await readScene(trx, clock.now());
      const reach = await readReach(trx, actor, scene.today);
      if (!reach.includes(parameters.classId)) throw notFound('class-not-found');
      return (await definitionOf(key).describe(trx, scene, parameters)).table;
    });
}
