import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api/api-problem.ts';
import { call } from '../../api/client.ts';
import { may, useSession } from '../../api/session.ts';
import { dayMonth } from '../../format/russian-date.ts';
import { Icon } from '../../shell/icon.tsx';
import { clockIn, todayIn } from '../controls/calendar-day.ts';
import { ProgressLine } from '../controls/progress-line.tsx';
import { Refusal } from '../controls/refusal.tsx';
import type { Table } from './cell-text.ts';
import { downloadArchived } from './download-archived.ts';
import { followJob, type Job } from './follow-job.ts';
import type { Wanted } from './wanted.ts';
import styles from './reports.module.css';
import { useTexts } from '../../i18n.ts';

type Format = Job['format'];

/** Makes the sheet as a file: queued, watched, downloaded when done. */
export function MakeBar({ wanted, table }: { wanted: Wanted; table: Table | undefined }) {
  const { t } = useTexts('reports');
  const session = useSession();
  const { making, job } = useMaking(wanted);
  const ready = table !== undefined && table.emptyReason === null && !making.isPending;
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('make')}>
      {making.isPending ? (
        <div className={styles['job']}>
          <ProgressLine share={job?.progress ?? 0} label={t(`stages.${job?.stage ?? 'waiting'}`)} />
        </div>
      ) : (
        <span className="small second" role="status">
          {making.isSuccess ? t('downloaded') : table && t('asOf', { at: momentOf(table) })}
        </span>
      )}
      <Refusal error={making.error} namespace="reports" />
      <span className="grow" />
      {may(session, 'reports.make') &&
        (['xlsx', 'pdf'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className={`btn ${format === 'pdf' && ready ? 'primary' : ''}`}
            aria-disabled={!ready}
            onClick={() => ready && making.mutate(format)}
          >
            <Icon name="export" />
            {format.toUpperCase()}
          </button>
        ))}
    </div>
  );
}

function useMaking({ report, classId, year, upToPeriod }: Wanted) {
  const queries = useQueryClient();
  const [job, setJob] = useState<Job>();
  const leaving = useRef<AbortController>(null);
  // the job goes on without its reader and stands in the archive afterwards
  useEffect(() => () => leaving.current?.abort(), []);
  const making = useMutation({
    mutationFn: async (format: Format) => {
      setJob(undefined);
      leaving.current = new AbortController();
      const parameters = { classId, year, ...(upToPeriod !== undefined && { upToPeriod }) };
      const jobId = crypto.randomUUID();
      setJob(await call('reporting.makeReport', { body: { jobId, report, parameters, format } }));
      const done = await followJob(jobId, setJob, leaving.current.signal);
      if (done.state === 'failed' || done.archiveId === null)
        throw new ApiProblem({ status: 500, code: 'job-failed', details: { reason: done.failure ?? '' } });
      await queries.invalidateQueries({ queryKey: ['reports', 'archive'] });
      await downloadArchived({ archiveId: done.archiveId, fileName: `${done.title}.${format}` });
    },
  });
  return { making, job };
}

/** «22 ноя, 10:42», on the institution's calendar. */
const momentOf = ({ asOf, timeZone }: Table): string =>
  `${dayMonth(todayIn(timeZone, new Date(asOf)))}, ${clockIn(timeZone, asOf)}`;
