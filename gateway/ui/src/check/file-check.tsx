import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { call } from '../api/client.ts';
import { shortId } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { problemText } from '../shell/problem-text.ts';
import styles from './check.module.css';
import { sha256Of } from './sha-256.ts';
import { Verdict } from './verdict.tsx';
import { useTexts } from '../i18n.ts';

const largest = 50 * 1024 * 1024;

/** Takes a file, sends its SHA-256 only, and says whether it is the archived one. */
export function FileCheck({ code }: { code: string }) {
  const { t } = useTexts('check');
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const check = useMutation({
    mutationFn: async (file: File) => {
      const sha256 = await sha256Of(new Uint8Array(await file.arrayBuffer()));
      return { name: file.name, ...(await call('reporting.checkFile', { params: { code }, body: { sha256 } })) };
    },
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    setIsTooLarge(file.size > largest);
    if (file.size <= largest) check.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <div aria-live="polite">
        {check.isPending && <p className={styles['ask']}>{t('checking')}</p>}
        {isTooLarge && <p className={styles['ask']}>{t('tooLarge')}</p>}
        {check.data && !check.isPending && !isTooLarge && <Answer {...check.data} />}
        {check.error && <CheckFailure error={check.error} />}
      </div>
      {!check.data && <p className={styles['ask']}>{t('ask')}</p>}
      <div
        className={`${styles['drop']} ${isOver ? styles['over'] : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <button type="button" className="btn primary big" onClick={() => field.current?.click()}>
          {t(check.data ? 'another' : 'choose')}
        </button>
        <span>{t('drop')}</span>
        <input
          ref={field}
          type="file"
          hidden
          accept=".pdf,.xlsx"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
    </>
  );
}

function Answer({ genuine, name }: { genuine: boolean; name: string }) {
  const { t } = useTexts('check');
  return (
    <Verdict
      tone={genuine ? 'good' : 'bad'}
      title={t(genuine ? 'genuine' : 'changed')}
      more={t(genuine ? 'genuineMore' : 'changedMore', { name })}
    />
  );
}

function CheckFailure({ error }: { error: unknown }) {
  const { t } = useTexts('check');
  const { sentence, correlationId } = problemText(error, 'check');
  return (
    <p className={styles['ask']} role="alert">
      <Icon name="warn" /> {sentence}{' '}
      {correlationId && <small>{t('shell:correlation', { id: shortId(correlationId) })}</small>}
    </p>
  );
}
