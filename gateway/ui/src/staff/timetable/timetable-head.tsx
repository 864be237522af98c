import { may, useSession } from '../../api/session.ts';
import { addDays, dayMonth, dayOf } from '../../format/russian-date.ts';
import { Icon } from '../../shell/icon.tsx';
import { type Choice, ChoiceBox } from '../controls/choice-box.tsx';
import { useWording } from '../controls/wording.ts';
import { addWeeks, isoWeekOf, mondayOfWeek, weekNumber } from './iso-week.ts';
import type { Whose } from './use-whose.ts';
import styles from './timetable.module.css';
import { useTexts } from '../../i18n.ts';

interface Head {
  readonly of: Whose;
  readonly id: string | undefined;
  readonly week: string;
  readonly today: string;
  readonly choices: readonly Choice[];
  readonly onOf: (of: Whose) => void;
  readonly onId: (id: string) => void;
  readonly onWeek: (week: string) => void;
}

/** Whose week, which week. */
export function TimetableHead({ of, id, week, today, choices, onOf, onId, onWeek }: Head) {
  const { t } = useTexts('timetable');
  const say = useWording('timetable');
  const session = useSession();
  const kinds = (['me', 'class', 'teacher', 'room'] as const).filter(
    (kind) => (kind !== 'class' || may(session, 'classes.read')) && (kind !== 'teacher' || may(session, 'people.read')),
  );
  return (
    <div className={`head ${styles['head']}`}>
      <h1>{t('title')}</h1>
      <div className="seg" role="group" aria-label={t('whose')}>
        {kinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={kind === of} onClick={() => onOf(kind)}>
            {say(`of.${kind}`)}
          </button>
        ))}
      </div>
      {of !== 'me' && (
        <div className={styles['chosen']}>
          <ChoiceBox label={say(`of.${of}`)} choices={choices} selected={id} onChoose={onId} />
        </div>
      )}
      <span className="grow" />
      <div className={styles['week']}>
        <WeekArrow icon="left" label={t('previousWeek')} onPress={() => onWeek(addWeeks(week, -1))} />
        <span className={styles['weekText']} aria-live="polite">
          <b>{spanOf(mondayOfWeek(week))}</b> <span className="quiet">{t('weekNumber', { n: weekNumber(week) })}</span>
        </span>
        <WeekArrow icon="right" label={t('nextWeek')} onPress={() => onWeek(addWeeks(week, 1))} />
        <button
          type="button"
          className="btn"
          aria-disabled={week === isoWeekOf(today)}
          onClick={() => onWeek(isoWeekOf(today))}
        >
          {t('thisWeek')}
        </button>
      </div>
    </div>
  );
}

function WeekArrow({ icon, label, onPress }: { icon: 'left' | 'right'; label: string; onPress: () => void }) {
  return (
    <button type="button" className="btn bare icon" aria-label={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}

/** «16–22 ноя 2026», «30 ноя – 6 дек 2026». */
function spanOf(monday: string): string {
  const sunday = addDays(monday, 6);
  const from = monday.slice(0, 7) === sunday.slice(0, 7) ? `${dayOf(monday)}–` : `${dayMonth(monday)} – `;
  return `${from}${dayMonth(sunday)} ${sunday.slice(0, 4)}`;
}
