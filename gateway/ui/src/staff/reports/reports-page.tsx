import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { registerTexts, useTexts } from '../../i18n.ts';
import texts from '../../locales/ru/reports.json' with { type: 'json' };
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { useWording } from '../controls/wording.ts';
import { Archive } from './archive.tsx';
import { MakeBar } from './make-bar.tsx';
import { Paper } from './paper.tsx';
import { type ReportAddress, wantedOf, type Wanted } from './wanted.ts';
import { WantedForm } from './wanted-form.tsx';
import styles from './reports.module.css';

registerTexts('reports', texts);

/** Parameters left, the same table that will be printed right. */
export function Page() {
  const say = useWording('reports');
  const { t } = useTexts('reports');
  const address: ReportAddress = useSearch({ strict: false });
  const offer = useQuery({
    queryKey: ['reports', 'offer'],
    queryFn: ({ signal }) => call('reporting.listReports', { signal }),
    staleTime: 300_000,
  });
  if (offer.error && !offer.data) return <Failure error={offer.error} onRetry={() => void offer.refetch()} />;
  if (!offer.data) return <Skeleton />;
  const wanted = wantedOf(offer.data, address);
  return (
    <div className={styles['work']}>
      <aside className={styles['par']} aria-label={t('parameters')}>
        <header>
          <h1>{t('title')}</h1>
        </header>
        {wanted && <WantedForm offer={offer.data} wanted={wanted} />}
        <Archive />
      </aside>
      {wanted ? <Preview wanted={wanted} /> : <EmptyState>{say('noClasses')}</EmptyState>}
    </div>
  );
}

function Preview({ wanted }: { wanted: Wanted }) {
  const { t } = useTexts('reports');
  const { report, classId, year, upToPeriod } = wanted;
  const preview = useQuery({
    queryKey: ['reports', 'preview', report, classId, year, upToPeriod ?? 0],
    queryFn: ({ signal }) =>
      call('reporting.previewReport', {
        params: { report },
        query: { classId, year, ...(upToPeriod !== undefined && { upToPeriod }) },
        signal,
      }),
  });
  return (
    <section className={styles['view']} aria-label={t('sheet')}>
      <MakeBar key={JSON.stringify(wanted)} wanted={wanted} table={preview.data} />
      <div className={styles['desk']} role="region" aria-label={t('asPrinted')} tabIndex={0}>
        {preview.error && !preview.data && (
          <Failure error={preview.error} namespace="reports" onRetry={() => void preview.refetch()} />
        )}
        {!preview.data && !preview.error && <Skeleton lines={20} />}
        {preview.data && <Paper table={preview.data} />}
      </div>
    </section>
  );
}
