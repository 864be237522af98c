import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '@parta/chassis/auth/actor';
import type { InTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import type { EventStream } from '@parta/chassis/http/event-stream';
import { type Job, shownJob } from './job.ts';
import { findJob } from './job-store.ts';

const POLL_MS = 200;

export type GetJob = (actor: Actor, jobId: string) => Promise<Job>;

/** A job of one's own. @throws DomainError `job-not-found`, also for somebody else's */
export const buildGetJob =
  ({ inTenant }: { inTenant: InTenant }): GetJob =>
  async (actor, jobId) => {
    const job = await inTenant({ institutionId: actor.institutionId }, (trx) => findJob(trx, jobId));
    if (job?.userId !== actor.userId) throw notFound('job-not-found');
    return job;
  };

export type FollowJob = (actor: Actor, jobId: string, stream: EventStream) => Promise<void>;

/** Sends the job whenever it has moved, until it is at its end or the reader has gone. It may run on any replica, so the row is read. */
export const buildFollowJob =
  ({ getJob }: { getJob: GetJob }): FollowJob =>
  async (actor, jobId, stream) => {
    let last = '';
    while (!stream.ended.aborted) {
      const job = shownJob(await getJob(actor, jobId));
      const now = `${job.state}/${job.stage}`;
      if (now !== last) stream.send({ name: 'progress', data: job });
      last = now;
      if (job.state === 'done' || job.state === 'failed') return;
      await wait(POLL_MS, undefined, { signal: stream.ended }).catch(() => undefined);
    }
  };
