import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { SchoolYear } from '../../values/school-year.ts';
import { TableModel } from '../../values/table-model.ts';

/** Keys of the standard sheets that this release makes; the section of each names its parameters. [RPT-1] */
export const ReportKey = z.enum(['class-summary']).meta({ id: 'ReportKey' });

export const ReportParameters = z
  .object({ classId: z.uuid(), year: SchoolYear, upToPeriod: z.int().min(1).max(12).optional() })
  .meta({ id: 'ReportParameters' });

export const ReportFormat = z.enum(['pdf', 'xlsx']).meta({ id: 'ReportFormat' });

export const ReportJob = z
  .object({
    jobId: z.uuid(),
    report: ReportKey,
    title: z.string(),
    format: ReportFormat,
    state: z.enum(['queued', 'running', 'done', 'failed']),
    stage: z.enum(['waiting', 'collecting', 'rendering', 'archiving', 'done']),
    /** Share done, 0 to 1. */
    progress: z.number(),
    archiveId: z.uuid().nullable(),
    failure: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ReportJob' });

export const ArchivedReport = z
  .object({
    archiveId: z.uuid(),
    report: ReportKey,
    title: z.string(),
    format: ReportFormat,
    madeAt: z.iso.datetime(),
    madeBy: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    /** The code on the paper; the page that checks it is `/check/<code>`. */
    checkCode: z.string(),
    fileName: z.string(),
  })
  .meta({ id: 'ArchivedReport' });

const parameters = z.object({ report: ReportKey });
const Query = z.object({
  classId: z.uuid(),
  year: z.coerce.number().pipe(SchoolYear),
  upToPeriod: z.coerce.number().int().min(1).max(12).optional(),
});

export const reportsContract = contract({
  listReports: {
    method: 'get',
    path: '/reports',
    summary: 'Sheets that the actor may make, and the classes for which',
    permission: 'reports.read',
    idempotency: 'none',
    success: {
      status: 200,
      body: z.object({
        reports: z.array(z.object({ key: ReportKey, title: z.string(), description: z.string() })),
        classes: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            year: SchoolYear,
            periods: z.array(z.object({ number: z.int(), name: z.string() })),
          }),
        ),
      }),
    },
    problems: [],
  },
  previewReport: {
    method: 'get',
    path: '/reports/{report}/preview',
    summary: 'The table that will be printed',
    permission: 'reports.read',
    idempotency: 'none',
    params: parameters,
    query: Query,
    success: { status: 200, body: TableModel },
    problems: ['class-not-found'],
  },
  makeReport: {
    method: 'post',
    path: '/jobs',
    summary: 'Queue a sheet as PDF or XLSX; it ends in the archive',
    permission: 'reports.make',
    idempotency: 'natural',
    body: z.object({ jobId: z.uuid(), report: ReportKey, parameters: ReportParameters, format: ReportFormat }),
    success: { status: 202, body: ReportJob },
    problems: ['class-not-found', 'id-taken', 'queue-full'],
  },
  getJob: {
    method: 'get',
    path: '/jobs/{jobId}',
    summary: 'How far a job is',
    permission: 'reports.read',
    idempotency: 'none',
    params: z.object({ jobId: z.uuid() }),
    success: { status: 200, body: ReportJob },
    problems: ['job-not-found'],
  },
  followJob: {
    method: 'get',
    path: '/jobs/{jobId}/progress',
    summary: 'Progress of a job as server-sent events until it is done or failed',
    permission: 'reports.read',
    idempotency: 'none',
    params: z.object({ jobId: z.uuid() }),
    success: { status: 200, stream: true },
    problems: ['job-not-found'],
  },
  listArchive: {
    method: 'get',
    path: '/archive',
    summary: 'Finished sheets, newest first',
    permission: 'reports.read',
    idempotency: 'none',
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    success: { status: 200, body: z.object({ archive: z.array(ArchivedReport) }) },
    problems: [],
  },
  downloadReport: {
    method: 'get',
    path: '/archive/{archiveId}/file',
    summary: 'The file as it was archived',
    permission: 'reports.read',
    idempotency: 'none',
    params: z.object({ archiveId: z.uuid() }),
    success: {
      status: 200,
      file: ['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
    problems: ['report-not-found'],
  },
});

/** Anyone who holds the paper may ask; nothing personal is answered. [RPT-4] */
export const checksContract = contract({
  getCheck: {
    method: 'get',
    path: '/checks/{code}',
    summary: 'What paper carries this code',
    permission: 'public',
    idempotency: 'none',
    params: z.object({ code: z.string().min(8).max(40) }),
    success: {
      status: 200,
      body: z.object({
        code: z.string(),
        title: z.string(),
        institution: z.string(),
        madeAt: z.iso.datetime(),
        sha256: z.string(),
        state: z.enum(['valid', 'replaced']),
      }),
    },
    problems: ['code-unknown'],
  },
  checkFile: {
    method: 'post',
    path: '/checks/{code}',
    summary: 'Whether a file is the archived one, by its SHA-256',
    permission: 'public',
    idempotency: 'none',
    params: z.object({ code: z.string().min(8).max(40) }),
    body: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    success: { status: 200, body: z.object({ genuine: z.boolean() }) },
    problems: ['code-unknown'],
  },
});
