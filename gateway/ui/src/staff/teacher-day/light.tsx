import styles from './teacher-day.module.css';

export type LightState = 'done' | 'partly' | 'missing' | 'not-due';

/** Shape first, colour second, and always a word. */
export function Light({ state, label, word }: { state: LightState; label: string; word: string }) {
  return (
    <span className={`${styles['l']} ${styles[state]}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {state === 'done' && (
          <>
            <circle cx="6" cy="6" r="6" />
            <path className={styles['tick']} d="M3.2 6.2l2 2L9 4.2" />
          </>
        )}
        {state === 'partly' && (
          <>
            <circle cx="6" cy="6" r="5" />
            <path className={styles['half']} d="M6 1a5 5 0 0 0 0 10z" />
          </>
        )}
        {state === 'missing' && <path d="M6 .5L12 11.5H0z" />}
        {state === 'not-due' && <circle cx="6" cy="6" r="5" />}
      </svg>
      <span className={styles['lightLabel']}>{label}: </span>
      {word}
    </span>
  );
}
