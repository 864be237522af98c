import { dayOf, fullDay, lessonTime, weekdayOf } from '../../format/russian-date.ts';
import { LessonLines } from './lesson-lines.tsx';
import type { Lesson, Week } from './use-week.ts';
import type { Whose } from './use-whose.ts';
import type { WeekGrid } from './week-grid.ts';
import styles from './timetable.module.css';
import { useTexts } from '../../i18n.ts';

interface List {
  readonly grid: WeekGrid<Lesson>;
  readonly holidays: Week['holidays'];
  readonly title: string;
  readonly of: Whose;
  readonly today: string;
  readonly day: string | undefined;
  readonly onDay: (day: string) => void;
}

/** One day of the week at a time, for a phone. */
export function DayList({ grid, holidays, title, of, today, day, onDay }: List) {
  const { t } = useTexts('timetable');
  const shown = [day, today].find((one) => one !== undefined && grid.days.includes(one)) ?? grid.days[0] ?? today;
  const holiday = holidays.find(({ date }) => date === shown)?.name;
  const slots = grid.slots.filter((slot) => (slot.cells.get(shown)?.length ?? 0) > 0);
  return (
    <div className={styles['days']}>
      <div className={styles['tabs']} role="group" aria-label={t('day')}>
        {grid.days.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === shown}
            className={one === today ? styles['todayTab'] : undefined}
            onClick={() => onDay(one)}
          >
            {weekdayOf(one)}
            <b>{dayOf(one)}</b>
            <span className="sr">{one === today ? `${fullDay(one)}, ${t('today')}` : fullDay(one)}</span>
          </button>
        ))}
      </div>
      <h2>
        {title}, {fullDay(shown).toLowerCase()}
      </h2>
      {slots.length === 0 && <p className={styles['dayFree']}>{holiday ?? t('dayFree')}</p>}
      <ol className={styles['list']}>
        {slots.map((slot) => (
          <li key={slot.slot}>
            <span className={styles['num']}>
              <b>{slot.slot}</b>
              {lessonTime(slot.startsAt)}
            </span>
            <div>
              {slot.cells.get(shown)?.map((together) => (
                <LessonLines
                  key={together.subjectName}
                  together={together}
                  of={of}
                  title={title}
                  bell={slot.startsAt}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
