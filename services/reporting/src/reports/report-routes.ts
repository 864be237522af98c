import { implement, type Routes } from '@parta/chassis/http/mount';
import { reportsContract } from '@parta/contracts/http/reporting/reports';
import type { ReadArchive } from '../archive/read-archive.ts';
import type { FollowJob, GetJob } from '../jobs/follow-job.ts';
import { shownJob } from '../jobs/job.ts';
import type { MakeReport } from '../jobs/make-report.ts';
import type { ListReports } from './list-reports.ts';
import type { PreviewReport } from './preview-report.ts';

interface UseCases {
  readonly listReports: ListReports;
  readonly previewReport: PreviewReport;
  readonly makeReport: MakeReport;
  readonly getJob: GetJob;
  readonly followJob: FollowJob;
  readonly archive: ReadArchive;
}

export const reportRoutes = ({
  listReports,
  previewReport,
  makeReport,
  getJob,
  followJob,
  archive,
}: UseCases): Routes =>
  implement(reportsContract, {
    listReports: (_, actor) => listReports(actor),
    previewReport: ({ params, query }, actor) => previewReport(actor, params.report, query),
    makeReport: async ({ body }, actor) => shownJob(await makeReport(actor, body)),
    getJob: async ({ params }, actor) => shownJob(await getJob(actor, params.jobId)),
    followJob: ({ params }, actor, stream) => followJob(actor, params.jobId, stream),
    listArchive: async ({ query }, actor) => {
      const archived = await archive.list(actor, query.limit);
      return {
        archive: archived.map(({ classId: _, madeAt, ...shown }) => ({ ...shown, madeAt: madeAt.toISOString() })),
      };
    },
    downloadReport: ({ params }, actor) => archive.download(actor, params.archiveId),
  });
