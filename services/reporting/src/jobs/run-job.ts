import type { Clock } from '@parta/chassis/clock';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant } from '@parta/chassis/db/tenant';
import { DomainError, notFound } from '@parta/chassis/errors';
import type { Log } from '@parta/chassis/log';
import { inSpan } from '@parta/chassis/tracing/span';
import { archiveReport, nextEdition } from '../archive/archive-store.ts';
import { makeCheckCode } from '../archive/check-code.ts';
import { parseReach, readReachOf } from '../reports/reach-queries.ts';
import { definitionOf } from '../reports/report-catalogue.ts';
import type { DescribedReport, Imprint } from '../reports/report-definition.ts';
import { parseScene, readScene } from '../reports/scene-queries.ts';
import type { Job } from './job.ts';
import type { JobIds, JobWorker } from './job-queue.ts';
import { failJob, finishJob, reachStage, readRoles, takeJob } from './job-store.ts';
import { readMaker } from './maker-queries.ts';

export type RenderReport = (format: Job['format'], report: DescribedReport, imprint: Imprint) => Promise<Uint8Array>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly log: Log;
  readonly render: RenderReport;
}

/**
 * Carries a job from the queue into the archive. A worker that dies anywhere in the middle leaves a job that another one begins
 * again; the archive takes one row a job, so the second end of the same job changes nothing.
 */
export function buildJobWorker(dependencies: Dependencies): JobWorker {
  const { inTenant, log } = dependencies;
  const fail = (ids: JobIds, failure: string): Promise<void> =>
    inTenant({ institutionId: ids.institutionId }, (trx) => failJob(trx, ids.jobId, failure));
  return {
    work: async (ids, { last }) => {
      try {
        await run(ids, dependencies);
      } catch (error) {
        const refused = error instanceof DomainError && error.kind !== 'unavailable';
        log.warn({ err: error, jobId: ids.jobId }, 'report failed');
        if (refused) return fail(ids, error.code);
        if (last) await fail(ids, 'not-rendered');
        throw error;
      }
    },
    giveUp: (ids) => fail(ids, 'given-up'),
  };
}

async function run(ids: JobIds, { inTenant, clock, render }: Dependencies): Promise<void> {
  const scope = { institutionId: ids.institutionId };
  const job = await inTenant(scope, (trx) => takeJob(trx, ids.jobId));
  if (!job) return;

  const { report, imprint } = await inTenant(scope, async (trx) => {
    const { parameters } = job;
    const definition = definitionOf(job.report);
    const statements = [readScene, readReachOf(parameters.classId), definition.read(parameters)];
    const [scenes, reached, rows] = await pipeline(trx, statements);
    const scene = parseScene(scenes, clock.now());
    // ordered with a right that has ended since: nothing is made [DESIGN §5]
    const roles = await readRoles(trx, job, scene.today);
    const reach = parseReach(reached, { personId: job.personId, roles }, scene.today);
    if (!reach.includes(parameters.classId)) throw notFound('class-not-found');
    return {
      report: definition.describe(rows?.[0], scene, parameters),
      imprint: {
        checkCode: makeCheckCode(),
        edition: await nextEdition(trx, job),
        madeBy: await readMaker(trx, job),
        parameters,
      },
    };
  });

  await inTenant(scope, (trx) => reachStage(trx, ids.jobId, 'rendering'));
  const bytes = await inSpan({ name: `render ${job.format}` }, () => render(job.format, report, imprint));
  await inTenant(scope, (trx) => reachStage(trx, ids.jobId, 'archiving'));
  await inTenant(scope, async (trx) => {
    const archiveId = await archiveReport(trx, scope.institutionId, {
      job,
      report,
      imprint,
      bytes,
      madeAt: clock.now(),
    });
    await finishJob(trx, ids.jobId, archiveId);
  });
}
