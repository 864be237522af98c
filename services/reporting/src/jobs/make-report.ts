import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, DomainError, notFound } from '@parta/chassis/errors';
import { parseReach, readReachOf } from '../reports/reach-queries.ts';
import { definitionOf } from '../reports/report-catalogue.ts';
import type { Key, Parameters } from '../reports/report-definition.ts';
import { parseScene, readScene } from '../reports/scene-queries.ts';
import type { Job } from './job.ts';
import { countWaiting, findJob, insertJob } from './job-store.ts';
import type { JobQueue } from './job-queue.ts';

interface Order {
  readonly jobId: string;
  readonly report: Key;
  readonly parameters: Parameters;
  readonly format: 'pdf' | 'xlsx';
}

export type MakeReport = (actor: Actor, order: Order) => Promise<Job>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly queue: Pick<JobQueue, 'send'>;
}

/** Jobs of one institution that may wait; more would only make everyone wait longer. */
const MAX_WAITING = 20;

/**
 * Queues a sheet: the order's row and the queue's job commit together. The same order again answers the same job.
 * @throws DomainError `class-not-found`, `id-taken`, `queue-full`
 */
export function buildMakeReport({ inTenant, clock, queue }: Dependencies): MakeReport {
  return (actor, order) =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { parameters } = order;
      const definition = definitionOf(order.report);
      const statements = [readScene, readReachOf(parameters.classId), definition.read(parameters)];
      const [scenes, reach, rows] = await pipeline(trx, statements);
      const scene = parseScene(scenes, clock.now());
      if (!parseReach(reach, actor, scene.today).includes(parameters.classId)) throw notFound('class-not-found');
      const waiting = await countWaiting(trx, actor.institutionId);
      const before = await findJob(trx, order.jobId);
      if (before) return sameOrder(before, order, actor);
      if (waiting >= MAX_WAITING) throw new DomainError('limited', 'queue-full');

      const { title } = definition.describe(rows?.[0], scene, parameters);
      const job = jobOf(order, actor, { title, at: scene.asOf });
      await insertJob(trx, actor.institutionId, job);
      await queue.send(trx, { institutionId: actor.institutionId, jobId: order.jobId });
      return job;
    });
}

const jobOf = (order: Order, actor: Actor, { title, at }: { title: string; at: Date }): Job => ({
  ...order,
  title,
  state: 'queued',
  stage: 'waiting',
  progress: 0,
  archiveId: null,
  failure: null,
  userId: actor.userId,
  personId: actor.personId,
  roles: [...actor.roles],
  createdAt: at,
});

function sameOrder(before: Job, order: Order, actor: Actor): Job {
  const { classId, year, upToPeriod } = before.parameters;
  const wanted = order.parameters;
  const same =
    before.userId === actor.userId &&
    before.report === order.report &&
    before.format === order.format &&
    classId === wanted.classId &&
    year === wanted.year &&
    upToPeriod === wanted.upToPeriod;
  if (!same) throw conflict('id-taken');
  return before;
}
