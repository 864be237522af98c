import { InboxList, ReadAllButton } from '../inbox/inbox-list.tsx';
import styles from './diary.module.css';
import { useGo } from './use-go.ts';
import { useTexts } from '../i18n.ts';

/** Everything that came, as a page of the phone. */
export function Page() {
  const { t } = useTexts('inbox');
  const go = useGo();
  return (
    <div className={styles['feed']}>
      <div className={styles['narrow']}>
        <div className={styles['bar']}>
          <h1>{t('title')}</h1>
          <ReadAllButton />
        </div>
        <InboxList go={go} />
      </div>
    </div>
  );
}
