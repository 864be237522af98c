import { useSyncExternalStore } from 'react';
import { clockTime, dayMonth } from '../format/russian-date.ts';
import { Icon } from '../shell/icon.tsx';
import styles from './diary.module.css';
import { useTexts } from '../i18n.ts';

function watchNetwork(watcher: () => void): () => void {
  addEventListener('online', watcher);
  addEventListener('offline', watcher);
  return () => {
    removeEventListener('online', watcher);
    removeEventListener('offline', watcher);
  };
}

/** Says since when what is shown is known, while the server cannot be asked. */
export function DataStrip({ savedAt }: { savedAt: string | undefined }) {
  const { t } = useTexts('diary');
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  if (savedAt === undefined) return null;
  return (
    <p className={styles['strip']} role="status">
      <Icon name="warn" />
      {t(isOnline ? 'serverAway' : 'noNetwork', { time: momentText(savedAt) })}
    </p>
  );
}

/** «10:42» today, «12 окт, 10:42» before. */
function momentText(instant: string): string {
  const day = new Date(instant).toLocaleDateString('sv-SE');
  const isToday = day === new Date().toLocaleDateString('sv-SE');
  return isToday ? clockTime(instant) : `${dayMonth(day)}, ${clockTime(instant)}`;
}
