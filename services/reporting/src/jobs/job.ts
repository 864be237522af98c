import { z } from 'zod';
import type { ReportJob } from '@parta/contracts/http/reporting/reports';
import { Role } from '@parta/contracts/kernel/roles';

/** One order of a sheet. */
export const JobRow = z
  .object({
    job_id: z.uuid(),
    report: z.literal('class-summary'),
    format: z.enum(['pdf', 'xlsx']),
    parameters: z.object({ classId: z.uuid(), year: z.int(), upToPeriod: z.int().optional() }),
    title: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    stage: z.enum(['waiting', 'collecting', 'rendering', 'archiving', 'done']),
    progress: z.number(),
    archive_id: z.uuid().nullable(),
    failure: z.string().nullable(),
    user_id: z.uuid(),
    person_id: z.uuid().nullable(),
    roles: z.array(Role),
    created_at: z.date(),
  })
  .transform((row) => ({
    jobId: row.job_id,
    report: row.report,
    format: row.format,
    parameters: row.parameters,
    title: row.title,
    state: row.state,
    stage: row.stage,
    progress: row.progress,
    archiveId: row.archive_id,
    failure: row.failure,
    userId: row.user_id,
    personId: row.person_id,
    roles: row.roles,
    createdAt: row.created_at,
  }));
export type Job = z.infer<typeof JobRow>;

/** What the one who ordered it sees. */
export const shownJob = ({
  jobId,
  report,
  title,
  format,
  state,
  stage,
  progress,
  archiveId,
  failure,
  createdAt,
}: Job): z.infer<typeof ReportJob> => ({
  jobId,
  report,
  title,
  format,
  state,
  stage,
  progress: Math.round(progress * 100) / 100,
  archiveId,
  failure,
  createdAt: createdAt.toISOString(),
});
