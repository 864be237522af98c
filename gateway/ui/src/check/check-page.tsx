import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../api/client.ts';
import type { AnswerOf } from '../api/operations.ts';
import { dayMonth } from '../format/russian-date.ts';
import { registerTexts, useTexts } from '../i18n.ts';
import texts from '../locales/ru/check.json' with { type: 'json' };
import { shortId } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { problemText } from '../shell/problem-text.ts';
import { Skeleton } from '../shell/skeleton.tsx';
import styles from './check.module.css';
import { FileCheck } from './file-check.tsx';
import { Verdict } from './verdict.tsx';

registerTexts('check', texts);

type Paper = AnswerOf<'reporting.getCheck'>;

/** Anyone who holds a paper sees what carries its code and whether a file is the archived one. [RPT-4] */
export function Page() {
  const { t } = useTexts('check');
  const { code = '' }: { code?: string } = useParams({ strict: false });
  const paper = useQuery({
    queryKey: ['check', code],
    queryFn: ({ signal }) => call('reporting.getCheck', { params: { code }, signal }),
  });
  useEffect(() => {
    document.title = t('documentTitle');
  }, [t]);
  return (
    <div className={styles['page']}>
      <main className={styles['sheet']}>
        <p className={styles['brand']}>{t('shell:brand')}</p>
        <p className={styles['lead']}>{t('lead')}</p>
        <h1>{t('title')}</h1>
        {paper.data && <Found paper={paper.data} />}
        {paper.error && <NotFound code={code} error={paper.error} onRetry={() => void paper.refetch()} />}
        {paper.isPending && <Skeleton lines={5} />}
      </main>
    </div>
  );
}

function Found({ paper }: { paper: Paper }) {
  const { t } = useTexts('check');
  const isValid = paper.state === 'valid';
  return (
    <>
      <Verdict
        tone={isValid ? 'known' : 'warn'}
        title={t(isValid ? 'registered' : 'replaced')}
        more={t(isValid ? 'registeredMore' : 'replacedMore')}
      />
      <dl className={styles['facts']}>
        <dt>{t('paper')}</dt>
        <dd>{paper.title}</dd>
        <dt>{t('institution')}</dt>
        <dd>{paper.institution}</dd>
        <dt>{t('made')}</dt>
        <dd>{momentText(paper.madeAt)}</dd>
        <dt>{t('code')}</dt>
        <dd className={styles['code']}>{paper.code}</dd>
      </dl>
      <FileCheck code={paper.code} />
    </>
  );
}

function NotFound({ code, error, onRetry }: { code: string; error: unknown; onRetry: () => void }) {
  const { t } = useTexts('check');
  const { sentence, correlationId } = problemText(error, 'check');
  return (
    <>
      <div className={`${styles['verdict']} ${styles['bad']}`} role="alert">
        <Icon name="warn" />
        <p>
          {sentence}
          {correlationId && <small>{t('shell:correlation', { id: shortId(correlationId) })}</small>}
        </p>
      </div>
      <dl className={styles['facts']}>
        <dt>{t('code')}</dt>
        <dd className={styles['code']}>{code}</dd>
      </dl>
      <button type="button" className="btn big" onClick={onRetry}>
        {t('shell:retry')}
      </button>
    </>
  );
}

function momentText(instant: string): string {
  const at = new Date(instant);
  const time = at.toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit' });
  return `${dayMonth(at.toLocaleDateString('sv-SE'))} ${String(at.getFullYear())}, ${time}`;
}
