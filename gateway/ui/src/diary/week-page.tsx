import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { callOnce } from '../api/first-answers.ts';
import { addDays } from '../format/russian-date.ts';
import { useInbox } from '../live/inbox.ts';
import { EmptyState, Failure } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { askAgain, askOrRecall } from './answer-store.ts';
import { DataStrip } from './data-strip.tsx';
import { DayCard } from './day-card.tsx';
import { DayStrip } from './day-strip.tsx';
import styles from './diary.module.css';
import { useDiary } from './reader.ts';
import { useLiveDiary } from './use-live-diary.ts';
import { useShownDay } from './use-shown-day.ts';
import { useSwipe } from './use-swipe.ts';
import { useTicks } from './use-ticks.ts';
import { lastVisit } from './visit.ts';
import { type DiarySearch, mondayOfWeek, shiftWeek, weekOf, weekTitle } from './week-address.ts';
import { homeworkOf, newsOf, pointedLesson, type Week } from './week-news.ts';
import { useTexts } from '../i18n.ts';

/** One week of a pupil: day cards with lessons, homework, marks and absences; it changes while it is looked at. */
export function Page() {
  const { t } = useTexts('diary');
  const { student, reader } = useDiary();
  const { week }: DiarySearch = useSearch({ strict: false });
  const { studentId } = student;
  useLiveDiary(studentId);
  const answer = useQuery({
    queryKey: ['diary', 'week', studentId, week ?? 'now'],
    queryFn: ({ signal }) =>
      askOrRecall(`${reader.userId}/week/${studentId}/${week ?? 'now'}`, () =>
        callOnce('journal.diaryWeek', { params: { studentId }, query: week ? { week } : {} }, signal),
      ),
    ...askAgain,
  });
  const shown = answer.data?.answer;
  useEffect(() => {
    document.title = `${student.firstName}, ${t('week').toLowerCase()}. ${t('shell:brand')}`;
  }, [student.firstName, t]);
  if (shown) return <WeekView week={shown} savedAt={answer.data?.savedAt} />;
  return (
    <>
      {week && <WeekHead week={week} from={undefined} today={undefined} />}
      {answer.error ? (
        <Failure error={answer.error} namespace="diary" onRetry={() => void answer.refetch()} />
      ) : (
        <Skeleton />
      )}
    </>
  );
}

function WeekView({ week, savedAt }: { week: Week; savedAt: string | undefined }) {
  const { t } = useTexts('diary');
  const { reader } = useDiary();
  const search: DiarySearch = useSearch({ strict: false });
  const inbox = useInbox();
  const [ticks, turn] = useTicks(reader.userId);
  const feed = useRef<HTMLDivElement>(null);
  const pointed = pointedLesson(week, search);
  const [shownDay, showDay] = useShownDay(feed, week, pointed);
  useSwipe(feed, useTurnWeek(week.week));
  const news = newsOf(week, inbox.items, lastVisit(reader.userId, week.student.studentId));
  const homework = homeworkOf(week);
  const kind = reader.acting.nodeKind;
  const isEmpty = week.days.every((day) => day.lessons.length === 0 && !day.holiday);
  return (
    <>
      <DataStrip savedAt={savedAt} />
      <WeekHead week={week.week} from={week} today={week.today} />
      <DayStrip week={week} news={news} shown={shownDay} onPick={showDay} />
      <div className={styles['feed']} ref={feed}>
        {isEmpty ? (
          <EmptyState>{t('noLessonsWeek', { context: kind })}</EmptyState>
        ) : (
          <div className={styles['days']}>
            {week.days.map((day) => (
              <DayCard
                key={day.date}
                day={day}
                today={week.today}
                kind={kind}
                {...{ news, homework, ticks, pointed, onTick: turn }}
              />
            ))}
          </div>
        )}
      </div>
    </>
  );
}

function useTurnWeek(week: string): (weeks: number) => void {
  const navigate = useNavigate();
  return (weeks) => void navigate({ to: '/diary', search: keepStudent(shiftWeek(week, weeks)) });
}

const keepStudent = (week: string | undefined) => (old: Record<string, unknown>) => ({
  ...(typeof old['student'] === 'string' ? { student: old['student'] } : {}),
  ...(week ? { week } : {}),
});

interface WeekHeadProps {
  readonly week: string;
  readonly from: Week | undefined;
  readonly today: string | undefined;
}

function WeekHead({ week, from, today }: WeekHeadProps) {
  const { t } = useTexts('diary');
  const first = mondayOfWeek(week);
  const last = from?.days.at(-1)?.date ?? addDays(first, 5);
  return (
    <div className={styles['title']}>
      <Link className="btn" to="/diary" search={keepStudent(shiftWeek(week, -1))} aria-label={t('previousWeek')}>
        <Icon name="left" />
      </Link>
      <h1>{weekTitle(first, last)}</h1>
      {today && weekOf(today) !== week && (
        <Link className={`btn ${styles['toToday']}`} to="/diary" search={keepStudent(undefined)}>
          {t('toToday')}
        </Link>
      )}
      <Link className="btn" to="/diary" search={keepStudent(shiftWeek(week, 1))} aria-label={t('nextWeek')}>
        <Icon name="right" />
      </Link>
    </div>
  );
}
