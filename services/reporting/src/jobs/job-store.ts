import type { Knex } from 'knex';
import { z } from 'zod';
import { Role } from '@parta/contracts/kernel/roles';
import type { ReportJob } from '@parta/contracts/http/reporting/reports';
import { JobRow, type Job } from './job.ts';

type Stage = z.infer<typeof ReportJob>['stage'];

export async function findJob(trx: Knex.Transaction, jobId: string): Promise<Job | undefined> {
  const row: unknown = await trx('report_job').where({ job_id: jobId }).first();
  return row === undefined ? undefined : JobRow.parse(row);
}

/** Puts the requests of one institution in a line, so that two at once can't both be the twentieth. */
export async function countWaiting(trx: Knex.Transaction, institutionId: string): Promise<number> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended(?, 1))`, [institutionId]);
  const row: unknown = await trx('report_job').where({ state: 'queued' }).count('* as waiting').first();
  return z.object({ waiting: z.coerce.number() }).parse(row).waiting;
}

export async function insertJob(trx: Knex.Transaction, institutionId: string, job: Job): Promise<void> {
  await trx('report_job').insert({
    institution_id: institutionId,
    job_id: job.jobId,
    report: job.report,
    format: job.format,
    parameters: JSON.stringify(job.parameters),
    title: job.title,
    user_id: job.userId,
    person_id: job.personId,
    roles: job.roles,
    created_at: job.createdAt,
  });
}

/** Takes a job that is not at its end; `undefined` when it is, or another worker's transaction finished it meanwhile. */
export async function takeJob(trx: Knex.Transaction, jobId: string): Promise<Job | undefined> {
  const rows: unknown = await trx('report_job')
    .where({ job_id: jobId })
    .whereIn('state', ['queued', 'running'])
    .update({ state: 'running', ...progressOf('collecting') })
    .returning('*');
  return z.array(JobRow).parse(rows)[0];
}

const shares: Readonly<Record<Stage, number>> = {
  waiting: 0,
  collecting: 0.1,
  rendering: 0.4,
  archiving: 0.9,
  done: 1,
};

const progressOf = (stage: Stage): { stage: Stage; progress: number } => ({ stage, progress: shares[stage] });

export async function reachStage(trx: Knex.Transaction, jobId: string, stage: Stage): Promise<void> {
  await trx('report_job').where({ job_id: jobId, state: 'running' }).update(progressOf(stage));
}

export async function finishJob(trx: Knex.Transaction, jobId: string, archiveId: string): Promise<void> {
  await trx('report_job')
    .where({ job_id: jobId })
    .update({ state: 'done', archive_id: archiveId, ...progressOf('done') });
}

/** `failure` is a code for the reader; the cause is in the log. */
export async function failJob(trx: Knex.Transaction, jobId: string, failure: string): Promise<void> {
  await trx('report_job')
    .where({ job_id: jobId })
    .whereIn('state', ['queued', 'running'])
    .update({ state: 'failed', failure });
}

const AccountRow = z.object({
  state: z.enum(['invited', 'active', 'blocked']),
  roles: z.array(z.object({ role: Role, from: z.string(), to: z.string().nullable() })),
});

/**
 * The roles that a job's maker still holds. An account that has not come yet is judged by the token that ordered the job, minutes
 * ago at most; one that is known and blocked has none.
 */
export async function readRoles(trx: Knex.Transaction, job: Job, today: string): Promise<readonly Role[]> {
  const row: unknown = await trx('account').where({ user_id: job.userId }).first();
  if (row === undefined) return job.roles;
  const { state, roles } = AccountRow.parse(row);
  if (state === 'blocked') return [];
  return roles.filter(({ from, to }) => from <= today && (to === null || today < to)).map(({ role }) => role);
}
