import { dayOf, fullDay, weekdayOf } from '../format/russian-date.ts';
import styles from './diary.module.css';
import { newsOfDay, type Week, type WeekNews } from './week-news.ts';
import { useTexts } from '../i18n.ts';

interface DayStripProps {
  readonly week: Week;
  readonly news: WeekNews;
  readonly shown: string | undefined;
  readonly onPick: (date: string) => void;
}

/** The days of the week: which one is read, which have news. */
export function DayStrip({ week, news, shown, onPick }: DayStripProps) {
  const { t } = useTexts('diary');
  return (
    <nav className={styles['dayStrip']} aria-label={t('days')}>
      {week.days.map((day) => {
        const count = newsOfDay(day, news);
        const isOff = day.lessons.length === 0;
        const label = [fullDay(day.date), isOff && t('noLessonsDay'), count > 0 && t('fresh', { count })];
        return (
          <button
            key={day.date}
            type="button"
            className={[isOff && styles['off'], count > 0 && styles['has']].filter(Boolean).join(' ')}
            aria-current={day.date === shown ? 'date' : undefined}
            onClick={() => onPick(day.date)}
          >
            <b>{dayOf(day.date)}</b>
            {weekdayOf(day.date)} <span className="sr">{label.filter(Boolean).join(', ')}</span>
          </button>
        );
      })}
    </nav>
  );
}
