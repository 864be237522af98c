import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { Job } from '../jobs/job.ts';
import type { DescribedReport, Imprint } from '../reports/report-definition.ts';

interface Finished {
  readonly job: Job;
  readonly report: DescribedReport;
  readonly imprint: Imprint;
  readonly bytes: Uint8Array;
  readonly madeAt: Date;
}

/** How many times this sheet has been archived in this format, and one more. */
export async function nextEdition(trx: Knex.Transaction, { report, format, parameters }: Job): Promise<number> {
  const row: unknown = await trx('archive')
    .where({ report, format })
    .whereRaw('parameters = ?::jsonb', [JSON.stringify(parameters)])
    .count('* as editions')
    .first();
  return z.object({ editions: z.coerce.number() }).parse(row).editions + 1;
}

/**
 * Stores the file as it is, for good: the request role may insert and read, never change. At most one row a job: of two workers
 * at the same job the later one finds the earlier's. Answers the archive's id.
 */
export async function archiveReport(trx: Knex.Transaction, institutionId: string, finished: Finished): Promise<string> {
  const { job, report, imprint, bytes, madeAt } = finished;
  const archiveId = uuidV7(madeAt.getTime());
  const inserted: unknown[] = await trx('archive')
    .insert({
      institution_id: institutionId,
      archive_id: archiveId,
      job_id: job.jobId,
      report: job.report,
      format: job.format,
      parameters: JSON.stringify(job.parameters),
      class_id: job.parameters.classId,
      title: report.title,
      edition: imprint.edition,
      made_at: madeAt,
      made_by_user: job.userId,
      made_by: imprint.madeBy,
      file_name: `${report.fileName}.${job.format}`,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      check_code: imprint.checkCode,
    })
    .onConflict(['institution_id', 'job_id'])
    .ignore()
    .returning('archive_id');
  if (inserted.length === 0) {
    const row: unknown = await trx('archive').where({ job_id: job.jobId }).first('archive_id');
    return z.object({ archive_id: z.uuid() }).parse(row).archive_id;
  }
  await trx('archive_file').insert({
    institution_id: institutionId,
    archive_id: archiveId,
    content: Buffer.from(bytes),
  });
  await trx('check_code').insert({ code: imprint.checkCode, institution_id: institutionId, archive_id: archiveId });
  return archiveId;
}
