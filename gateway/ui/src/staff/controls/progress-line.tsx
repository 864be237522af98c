import { ProgressBar } from 'react-aria-components';
import styles from './controls.module.css';

/** How far a long work is, in a bar and in words. `share` is 0 to 1. */
export function ProgressLine({ share, label, detail }: { share: number; label: string; detail?: string }) {
  return (
    <ProgressBar value={Math.round(share * 100)} className={styles['progress'] ?? ''} aria-label={label}>
      {({ percentage = 0 }) => (
        <>
          <span className={styles['progressWords']}>
            <b aria-live="polite">{label}</b>
            <span>{detail ?? `${Math.round(percentage)} %`}</span>
          </span>
          <span className={styles['bar']}>
            <i style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
