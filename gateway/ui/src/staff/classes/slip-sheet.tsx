import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { Icon } from '../../shell/icon.tsx';
import { fullDate, todayIn } from '../controls/calendar-day.ts';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { useWording } from '../controls/wording.ts';
import type { Slip } from './slip.ts';
import styles from './slips.module.css';
import { useTexts } from '../../i18n.ts';

/** Slips to print and cut. The codes are nowhere else: leaving the sheet asks first. */
export function SlipSheet({ of, slips, onClose }: { of: string; slips: readonly Slip[]; onClose: () => void }) {
  const { t } = useTexts('classes');
  const [closing, setClosing] = useState(false);
  const [away, setAway] = useState(false);
  const blocker = useBlocker({
    shouldBlockFn: () => !away,
    enableBeforeUnload: () => !away,
    withResolver: true,
  });
  const stay = () => {
    setClosing(false);
    blocker.reset?.();
  };
  const leave = () => {
    setAway(true);
    if (blocker.status === 'blocked') blocker.proceed();
    else onClose();
  };
  return (
    <>
      <div className={`head ${styles['head']}`}>
        <h1>{t('slips.title', { of, count: slips.length })}</h1>
        <span className={`small second ${styles['lead']}`}>{t('slips.once')}</span>
        <span className="grow" />
        <button type="button" className="btn primary" onClick={() => print()}>
          <Icon name="print" />
          {t('slips.print')}
        </button>
        <button type="button" className="btn" onClick={() => setClosing(true)}>
          {t('slips.close')}
        </button>
      </div>
      <ul className={styles['slips']}>
        {slips.map((slip) => (
          <SlipCard key={slip.personId + slip.side} slip={slip} />
        ))}
      </ul>
      {(closing || blocker.status === 'blocked') && (
        <ConfirmDialog
          loses
          title={t('slips.leaveTitle')}
          yes={t('slips.leave')}
          no={t('slips.stay')}
          onYes={leave}
          onNo={stay}
        >
          <p>{t('slips.leaveLead')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function SlipCard({ slip }: { slip: Slip }) {
  const { t } = useTexts('classes');
  const say = useWording('classes');
  const { nodeName, timeZone } = useSession().acting;
  return (
    <li>
      <p className={styles['place']}>
        {nodeName}
        <span>{say(`sides.${slip.side}`)}</span>
      </p>
      <h2>{slip.displayName}</h2>
      <dl>
        <dt>{t('slips.address')}</dt>
        <dd>{`${location.host}/activation`}</dd>
        <dt>{t('slips.code')}</dt>
        <dd className={styles['code']}>{slip.code}</dd>
        <dt>{t('slips.login')}</dt>
        <dd>{slip.login}</dd>
        <dt>{t('slips.until')}</dt>
        <dd>{fullDate(todayIn(timeZone, new Date(slip.expiresAt)))}</dd>
      </dl>
      <p className={styles['small']}>{t('slips.secret')}</p>
    </li>
  );
}
