import { useState } from 'react';
import { signOut, switchSeat } from '../api/session.ts';
import styles from './diary.module.css';
import { useDiary } from './reader.ts';
import { useGo } from './use-go.ts';
import { useTexts } from '../i18n.ts';

/** Who is signed in and where, the other institutions, and the way out. */
export function Page() {
  const { t } = useTexts('diary');
  const { reader } = useDiary();
  const go = useGo();
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    await signOut();
  };
  const open = async (assignmentId: string) => {
    await switchSeat(assignmentId);
    go('/diary');
  };
  const others = reader.seats.filter((seat) => seat.assignmentId !== reader.acting.assignmentId);
  return (
    <div className={styles['feed']}>
      <div className={styles['narrow']}>
        <div className={styles['bar']}>
          <h1>{t('more')}</h1>
        </div>
        <dl className={styles['facts']}>
          <dt>{t('person')}</dt>
          <dd>{reader.name}</dd>
          <dt>{t('place')}</dt>
          <dd>{reader.acting.nodeName}</dd>
        </dl>
        {others.length > 0 && (
          <>
            <h2 className={styles['group']}>{t('otherPlaces')}</h2>
            {others.map((seat) => (
              <p key={seat.assignmentId} className={styles['row']}>
                {seat.nodeName}
                <button type="button" className="btn big" onClick={() => void open(seat.assignmentId)}>
                  {t('openPlace')}
                </button>
              </p>
            ))}
          </>
        )}
        <p className={styles['hint']}>{t('help', { context: reader.acting.nodeKind })}</p>
        <p className={styles['row']}>
          <button type="button" className="btn big" disabled={isLeaving} onClick={() => void leave()}>
            {isLeaving ? t('shell:signingOut') : t('shell:signOut')}
          </button>
        </p>
      </div>
    </div>
  );
}
