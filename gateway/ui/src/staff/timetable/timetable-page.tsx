import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { registerTexts } from '../../i18n.ts';
import texts from '../../locales/ru/timetable.json' with { type: 'json' };
import { EmptyState, Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { todayIn } from '../controls/calendar-day.ts';
import { useNarrow } from '../controls/use-narrow.ts';
import { useWording } from '../controls/wording.ts';
import { DayList } from './day-list.tsx';
import { isIsoWeek, isoWeekOf } from './iso-week.ts';
import { TimetableHead } from './timetable-head.tsx';
import { useWeek } from './use-week.ts';
import { isWhose, useChoices, type Whose } from './use-whose.ts';
import { WeekTable } from './week-table.tsx';
import { weekGrid } from './week-grid.ts';

registerTexts('timetable', texts);

interface Wanted {
  readonly of?: string;
  readonly id?: string;
  readonly week?: string;
  readonly day?: string;
}

const teaching: readonly string[] = ['teacher', 'class-teacher', 'extracurricular-teacher'];

/** A week of one's own, of a class, a teacher or a room; what is shown stands in the address. */
export function Page() {
  const wanted: Wanted = useSearch({ strict: false });
  const navigate = useNavigate();
  const { acting } = useSession();
  const today = todayIn(acting.timeZone);
  // who teaches looks for their own lessons, the office for a class
  const own: Whose = acting.roles.some((role) => teaching.includes(role)) ? 'me' : 'class';
  const of: Whose = isWhose(wanted.of) ? wanted.of : own;
  const week = isIsoWeek(wanted.week) ? wanted.week : isoWeekOf(today);
  const choices = useChoices(of);
  const id = of === 'me' ? undefined : (wanted.id ?? choices.data?.[0]?.id);
  const answer = useWeek({ of, id, week });
  const go = (change: Wanted) =>
    void navigate({ to: '/timetable', search: { ...wanted, of, ...(id && { id }), ...change } });
  return (
    <>
      <TimetableHead
        of={of}
        id={id}
        week={week}
        today={today}
        choices={choices.data ?? []}
        onOf={(next) => void navigate({ to: '/timetable', search: { of: next, week } })}
        onId={(next) => go({ id: next })}
        onWeek={(next) => void navigate({ to: '/timetable', search: { of, ...(id && { id }), week: next } })}
      />
      <Shown
        answer={answer}
        choices={choices}
        of={of}
        week={week}
        today={today}
        day={wanted.day}
        onDay={(day) => go({ day })}
      />
    </>
  );
}

function Shown(props: {
  answer: ReturnType<typeof useWeek>;
  choices: ReturnType<typeof useChoices>;
  of: Whose;
  week: string;
  today: string;
  day: string | undefined;
  onDay: (day: string) => void;
}) {
  const say = useWording('timetable');
  const narrow = useNarrow();
  const { answer, choices, of, week, today, day, onDay } = props;
  const failed = [answer, choices].find(({ error, data }) => error && !data);
  if (failed) return <Failure error={failed.error} namespace="timetable" onRetry={() => void failed.refetch()} />;
  if (of !== 'me' && choices.data?.length === 0) return <EmptyState>{say(`noChoices.${of}`)}</EmptyState>;
  const shown = answer.data;
  if (!shown || shown.week !== week) return <Skeleton lines={16} />;
  const grid = weekGrid(shown.lessons, shown.from);
  const free = grid.days.every((date) => shown.holidays.some((holiday) => holiday.date === date));
  if (shown.lessons.length === 0 && !free) return <EmptyState>{say(of === 'me' ? 'noneMine' : 'none')}</EmptyState>;
  const parts = { grid, holidays: shown.holidays, title: shown.title, of, today };
  return narrow ? <DayList {...parts} day={day} onDay={onDay} /> : <WeekTable {...parts} />;
}
