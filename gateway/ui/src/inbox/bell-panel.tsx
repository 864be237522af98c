import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n.ts';
import { Icon } from '../shell/icon.tsx';
import { InboxList, ReadAllButton } from './inbox-list.tsx';
import styles from './inbox.module.css';

/** What came, under the bell. */
export function BellPanel({ onClose, go }: { onClose: () => void; go: (address: string) => void }) {
  const { t } = useTexts('inbox');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section className={styles['panel']} role="dialog" aria-label={t('title')} tabIndex={-1} ref={panel}>
      <header>
        <h2>{t('title')}</h2>
        <ReadAllButton />
        <button type="button" className="btn bare icon" aria-label={t('close')} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      <div className={styles['scroll']}>
        <InboxList go={go} />
      </div>
    </section>
  );
}
