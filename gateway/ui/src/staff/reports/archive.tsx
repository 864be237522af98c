import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { may, useSession } from '../../api/session.ts';
import { clockIn, fullDate, todayIn } from '../controls/calendar-day.ts';
import { Refusal } from '../controls/refusal.tsx';
import { downloadArchived } from './download-archived.ts';
import { sizeText } from './size-text.ts';
import styles from './reports.module.css';
import { useTexts } from '../../i18n.ts';

type Archived = AnswerOf<'reporting.listArchive'>['archive'][number];

/** Finished sheets, newest first: whose, when, how to get and how to check them. [RPT-4] */
export function Archive() {
  const { t } = useTexts('reports');
  const session = useSession();
  const answer = useQuery({
    queryKey: ['reports', 'archive'],
    queryFn: ({ signal }) => call('reporting.listArchive', { query: { limit: 50 }, signal }),
  });
  const archive = answer.data?.archive ?? [];
  return (
    <section className={styles['archive']} aria-labelledby="archive">
      <h2 id="archive">{t('archive')}</h2>
      <Refusal error={answer.data ? null : answer.error} namespace="reports" />
      {answer.data && archive.length === 0 && (
        <p className="quiet">{t(may(session, 'reports.make') ? 'archiveEmpty' : 'archiveEmptyToRead')}</p>
      )}
      <ul>
        {archive.map((one) => (
          <ArchivedLine key={one.archiveId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function ArchivedLine({ one }: { one: Archived }) {
  const { t } = useTexts('reports');
  const { timeZone } = useSession().acting;
  const download = useMutation({ mutationFn: () => downloadArchived(one) });
  const made = `${fullDate(todayIn(timeZone, new Date(one.madeAt)))}, ${clockIn(timeZone, one.madeAt)}`;
  return (
    <li>
      <p>
        <span className={styles['title']}>{one.title}</span>
        <button
          type="button"
          className="btn link"
          disabled={download.isPending}
          aria-label={t('downloadOne', { format: one.format.toUpperCase(), title: one.title, made })}
          onClick={() => download.mutate()}
        >
          {one.format.toUpperCase()}
        </button>
      </p>
      <p>
        <span>
          {made}, {one.madeBy}
        </span>
        <span className="nowrap">{sizeText(one.bytes)}</span>
      </p>
      <p>
        <span>
          {t('check')} <a href={`/check/${one.checkCode}`}>{one.checkCode}</a>
        </span>
        <span className="nowrap" title={one.sha256}>
          SHA-256 <code>{one.sha256.slice(0, 8)}…</code>
        </span>
      </p>
      <Refusal error={download.error} namespace="reports" />
    </li>
  );
}
