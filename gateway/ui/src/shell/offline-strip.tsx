import { useSyncExternalStore } from 'react';
import { Icon } from './icon.tsx';
import styles from './shell.module.css';
import { useTexts } from '../i18n.ts';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Stands over the page while the browser has no network. */
export function OfflineStrip() {
  const { t } = useTexts();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <p className={styles['offline']} role="status">
      <Icon name="warn" />
      {t('offline')}
    </p>
  );
}
