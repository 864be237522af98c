import type { Platform, ServiceParts } from '@parta/chassis/service';
import { checkRoutes } from './archive/check-routes.ts';
import { buildCheckPaper } from './archive/check-paper.ts';
import { buildReadArchive } from './archive/read-archive.ts';
import { subscriptions } from './copies/subscriptions.ts';
import { buildFollowJob, buildGetJob } from './jobs/follow-job.ts';
import { buildJobQueue } from './jobs/job-queue.ts';
import { buildMakeReport } from './jobs/make-report.ts';
import { buildJobWorker } from './jobs/run-job.ts';
import { unpackChromium } from './render/chromium-path.ts';
import { buildRenderReport } from './render/render-report.ts';
import { buildRenderer } from './render/renderer.ts';
import type { ReportingConfig } from './reporting-config.ts';
import { buildListReports } from './reports/list-reports.ts';
import { buildPreviewReport } from './reports/preview-report.ts';
import { reportRoutes } from './reports/report-routes.ts';

export function buildReporting(platform: Platform, config: ReportingConfig): ServiceParts {
  const { inTenant, readInTenant, clock, db, log } = platform;
  const { CHROMIUM_PATH: systemBrowser, CHROMIUM_FOLDER: folder } = config;
  const renderer = buildRenderer({
    executablePath: () => (systemBrowser === undefined ? unpackChromium(folder) : Promise.resolve(systemBrowser)),
    log,
  });
  const queue = buildJobQueue({
    databaseUrl: config.DATABASE_URL,
    log,
    superviseSeconds: config.QUEUE_SUPERVISE_SECONDS,
  });
  const render = buildRenderReport({ renderer, publicUrl: config.PUBLIC_URL });
  const getJob = buildGetJob({ inTenant });
  return {
    routes: [
      reportRoutes({
        listReports: buildListReports({ readInTenant, clock }),
        previewReport: buildPreviewReport({ readInTenant, clock }),
        makeReport: buildMakeReport({ inTenant, clock, queue }),
        getJob,
        followJob: buildFollowJob({ getJob }),
        archive: buildReadArchive({ inTenant, clock }),
      }),
      checkRoutes({ checkPaper: buildCheckPaper({ inTenant, db }) }),
    ],
    subscriptions,
    start: () => queue.start(buildJobWorker({ inTenant, clock, log, render })),
    stop: async () => {
      await queue.stop();
      await renderer.close();
    },
  };
}
