import { useEffect, useState } from 'react';
import styles from './shell.module.css';
import { useTexts } from '../i18n.ts';

/** Grey lines in the place of what is coming; nothing at all for the first 300 ms, so that fast answers do not flicker. */
export function Skeleton({ lines = 12 }: { lines?: number }) {
  const { t } = useTexts();
  const late = useLater(300);
  return (
    <div className={styles['skeleton']} role="status" aria-label={t('loading')}>
      {late && Array.from({ length: lines }, (_, index) => <i key={index} />)}
    </div>
  );
}

function useLater(milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}
