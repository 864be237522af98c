import { daysBetween, fullDay } from '../format/russian-date.ts';
import styles from './diary.module.css';
import { LessonCard } from './lesson-card.tsx';
import { type Day, type HomeworkLine, newsOfDay, type WeekNews } from './week-news.ts';
import { useTexts } from '../i18n.ts';

export interface DayCardProps {
  readonly day: Day;
  readonly today: string;
  readonly kind: string;
  readonly news: WeekNews;
  readonly homework: ReadonlyMap<string, readonly HomeworkLine[]>;
  readonly ticks: ReadonlySet<string>;
  readonly pointed: string | undefined;
  readonly onTick: (lessonId: string) => void;
}

/** One day: its name, what is new, its lessons; a holiday says its name. */
export function DayCard({ day, today, kind, news, homework, ticks, pointed, onTick }: DayCardProps) {
  const { t } = useTexts('diary');
  return (
    <section className={styles['day']} data-date={day.date} aria-label={fullDay(day.date)}>
      <h2>
        {fullDay(day.date)}
        <small>{useDayHint(day, today, kind, news)}</small>
      </h2>
      {day.lessons.length === 0 && (
        <p className={styles['free']}>{day.holiday ?? t('noLessonsDay', { context: kind })}</p>
      )}
      {day.lessons.map((lesson) => (
        <LessonCard
          key={lesson.lessonId}
          lesson={lesson}
          kind={kind}
          news={news}
          homework={homework.get(lesson.lessonId) ?? []}
          isPointed={lesson.lessonId === pointed}
          ticks={ticks}
          onTick={onTick}
        />
      ))}
    </section>
  );
}

/** «сегодня, 3 новые записи», «завтра, 7 уроков». */
function useDayHint(day: Day, today: string, kind: string, news: WeekNews): string {
  const { t } = useTexts('diary');
  const near: Readonly<Record<number, string>> = { 0: t('today'), 1: t('tomorrow'), [-1]: t('yesterday') };
  const fresh = newsOfDay(day, news);
  const lessons = day.lessons.length > 0 && t('lessonCount', { count: day.lessons.length, context: kind });
  return [near[daysBetween(today, day.date)], fresh > 0 ? t('newCount', { count: fresh }) : lessons]
    .filter(Boolean)
    .join(', ');
}
