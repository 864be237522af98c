import { Link } from '@tanstack/react-router';
import { may, useSession } from '../../api/session.ts';
import { useWording } from '../controls/wording.ts';
import { Icon } from '../../shell/icon.tsx';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

interface Head {
  readonly current: 'list' | 'timetable';
  readonly steps: readonly string[];
  /** Index of the step that is being done; all before it are done. */
  readonly step: number;
}

/** Which import, and how far it is. */
export function ImportHead({ current, steps, step }: Head) {
  const { t } = useTexts('imports');
  const say = useWording('imports');
  const session = useSession();
  const both = may(session, 'people.import') && may(session, 'timetable.manage');
  return (
    <div className={`head ${styles['head']}`}>
      <h1>{t(`titles.${current}`)}</h1>
      {both && (
        <nav className="seg" aria-label={t('what')}>
          <Link to="/imports" search={{}} aria-current={current === 'list' ? 'page' : undefined}>
            {say('tabs.list')}
          </Link>
          <Link to="/timetable-import" search={{}} aria-current={current === 'timetable' ? 'page' : undefined}>
            {t('tabs.timetable')}
          </Link>
        </nav>
      )}
      <ol className={styles['steps']} aria-label={t('steps')}>
        {steps.map((name, index) => (
          <li
            key={name}
            className={index < step ? styles['stepDone'] : undefined}
            aria-current={index === step ? 'step' : undefined}
          >
            <b>{index < step ? <Icon name="check" /> : index + 1}</b>
            {name}
          </li>
        ))}
      </ol>
    </div>
  );
}
