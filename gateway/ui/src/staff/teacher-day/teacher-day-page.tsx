import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { may, useSession } from '../../api/session.ts';
import { addDays, dayOf, fullDay, mondayOf, weekdayOf } from '../../format/russian-date.ts';
import { registerTexts, useTexts } from '../../i18n.ts';
import texts from '../../locales/ru/teacher-day.json' with { type: 'json' };
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { DayLessons } from './day-lessons.tsx';
import { LateList } from './late-list.tsx';
import styles from './teacher-day.module.css';

registerTexts('day', texts);

/** A teacher's lessons of one day with what is and what is not yet written, and what is late. */
export function Page() {
  const { t } = useTexts('day');
  const { date }: { date?: string } = useSearch({ strict: false });
  const answer = useQuery({
    queryKey: ['journal', 'day', date ?? ''],
    queryFn: ({ signal }) => call('journal.teacherDay', { query: date ? { date } : {}, signal }),
    placeholderData: (old) => old,
    refetchOnWindowFocus: true,
  });
  if (answer.error && !answer.data) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
  const day = answer.data;
  if (!day) return <Skeleton />;
  const shown = date ?? day.date;
  return (
    <>
      <div className={`head ${styles['head']}`}>
        <h1>{fullDay(shown)}</h1>
        <WeekDays date={shown} />
        <span className="grow" />
        {day.date === day.today && day.lessons.length > 0 && (
          <span className={`small second ${styles['summary']}`}>
            {t('summary', {
              done: day.lessons.filter((lesson) => lesson.lights.topic === 'done').length,
              all: day.lessons.length,
            })}
          </span>
        )}
      </div>
      <div className={styles['day']}>
        {day.lessons.length > 0 ? <DayLessons day={day} /> : <NoLessons isToday={day.date === day.today} />}
        <LateList late={day.late} today={day.today} />
      </div>
    </>
  );
}

function NoLessons({ isToday }: { isToday: boolean }) {
  const { t } = useTexts('day');
  const session = useSession();
  const back = (
    <Link className="btn" to="/day" search={{}}>
      {t('toToday')}
    </Link>
  );
  const toTimetable = may(session, 'timetable.read') && (
    <Link className="btn" to="/timetable" search={{}}>
      {t('toTimetable')}
    </Link>
  );
  return <EmptyState action={isToday ? toTimetable : back}>{t('none')}</EmptyState>;
}

function WeekDays({ date }: { date: string }) {
  const { t } = useTexts('day');
  const monday = mondayOf(date);
  const days = Array.from({ length: 6 }, (_, index) => addDays(monday, index));
  return (
    <>
      <nav className={`seg ${styles['week']}`} aria-label={t('week')}>
        {days.map((day) => (
          <Link key={day} to="/day" search={{ date: day }} aria-current={day === date ? 'page' : undefined}>
            {weekdayOf(day)} {dayOf(day)}
          </Link>
        ))}
      </nav>
      <Link className="btn bare icon" to="/day" search={{ date: addDays(monday, -7) }} aria-label={t('previousWeek')}>
        <Icon name="left" />
      </Link>
      <Link className="btn bare icon" to="/day" search={{ date: addDays(monday, 7) }} aria-label={t('nextWeek')}>
        <Icon name="right" />
      </Link>
    </>
  );
}
