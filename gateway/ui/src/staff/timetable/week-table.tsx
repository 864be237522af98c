import { dayMonth, fullDay, lessonTime } from '../../format/russian-date.ts';
import { LessonLines } from './lesson-lines.tsx';
import type { Lesson, Week } from './use-week.ts';
import type { Whose } from './use-whose.ts';
import type { GridSlot, WeekGrid } from './week-grid.ts';
import styles from './timetable.module.css';
import { useTexts } from '../../i18n.ts';

interface Table {
  readonly grid: WeekGrid<Lesson>;
  readonly holidays: Week['holidays'];
  readonly title: string;
  readonly of: Whose;
  readonly today: string;
}

/** Days across, lessons down. */
export function WeekTable({ grid, holidays, title, of, today }: Table) {
  const { t } = useTexts('timetable');
  const free = new Map(holidays.map(({ date, name }) => [date as string, name]));
  return (
    // a region that scrolls is reached by Tab
    <div className={styles['box']} role="region" aria-label={t('caption', { title })} tabIndex={0}>
      <table className={styles['w']}>
        <caption className="sr">{t('caption', { title })}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['hr']}>
              <span className="sr">{t('lesson')}</span>
            </th>
            {grid.days.map((day) => (
              <th key={day} scope="col" className={day === today ? styles['today'] : undefined}>
                <b>{fullDay(day).split(',')[0]}</b>
                <span>{dayMonth(day)}</span>
                <small>{free.get(day) ?? (day === today ? t('today') : '')}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.slots.map((slot) => (
            <tr key={slot.slot}>
              <SlotHead slot={slot} />
              {grid.days.map((day) => (
                <td key={day} className={cellClass(day === today, free.has(day), slot.cells.get(day)?.length === 0)}>
                  {slot.cells.get(day)?.map((together) => (
                    <LessonLines
                      key={together.subjectName}
                      together={together}
                      of={of}
                      title={title}
                      bell={slot.startsAt}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
          {grid.slots.length === 0 && (
            <tr>
              <td colSpan={grid.days.length + 1} className={styles['holiday']}>
                {t('allFree')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function SlotHead({ slot }: { slot: GridSlot<Lesson> }) {
  return (
    <th scope="row" className={styles['hr']}>
      <b>{slot.slot}</b>
      {slot.startsAt && (
        <>
          {lessonTime(slot.startsAt)}–<br />
          {lessonTime(slot.endsAt)}
        </>
      )}
    </th>
  );
}

const cellClass = (isToday: boolean, isFree: boolean, isEmpty: boolean): string =>
  [isToday && styles['now'], isFree && styles['off'], isEmpty && styles['empty']].filter(Boolean).join(' ');
