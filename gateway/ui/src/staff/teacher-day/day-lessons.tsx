import { Link } from '@tanstack/react-router';
import { Fragment, useEffect, useState } from 'react';
import type { AnswerOf } from '../../api/operations.ts';
import { lessonTime } from '../../format/russian-date.ts';
import { Light, type LightState } from './light.tsx';
import { type NowLine, nowLineOf } from './now-line.ts';
import styles from './teacher-day.module.css';
import { useTexts } from '../../i18n.ts';

type Day = AnswerOf<'journal.teacherDay'>;
type Lesson = Day['lessons'][number];

/** The timeline: one line a lesson, a window for a free one, and the line of now. */
export function DayLessons({ day }: { day: Day }) {
  const { t } = useTexts('day');
  const clock = useClock();
  const now = day.date === day.today ? nowLineOf(day.lessons, clock) : undefined;
  return (
    <table className={styles['tl']}>
      <caption className="sr">{t('lessons')}</caption>
      <thead>
        <tr>
          <th className={styles['n']} scope="col">
            <span className="sr">{t('lesson')}</span>
          </th>
          <th className={styles['time']} scope="col">
            {t('time')}
          </th>
          <th className={styles['room']} scope="col">
            {t('room')}
          </th>
          <th scope="col">{t('what')}</th>
          {(['topic', 'homework', 'attendance', 'marks'] as const).map((name) => (
            <th key={name} className={styles['light']} scope="col">
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {day.lessons.map((lesson, index) => (
          <Fragment key={lesson.lessonId}>
            {now?.before === index && <NowRow now={now} clock={clock} />}
            {windowsBetween(day.lessons[index - 1], lesson).map((slot) => (
              <tr key={slot} className={styles['empty']}>
                <td className={styles['n']}>{slot}</td>
                <td colSpan={2} />
                <td colSpan={5}>{t('window')}</td>
              </tr>
            ))}
            <LessonLine lesson={lesson} isNext={now?.before === index} />
          </Fragment>
        ))}
        {now?.before === day.lessons.length && <NowRow now={now} clock={clock} />}
      </tbody>
    </table>
  );
}

function LessonLine({ lesson, isNext }: { lesson: Lesson; isNext: boolean }) {
  const { t } = useTexts('day');
  const { lights, absent, students, marked } = lesson;
  const word = (state: LightState) => t(`states.${state}`);
  const attendance =
    lights.attendance === 'not-due'
      ? t('attendanceDue', { students })
      : absent > 0
        ? t('attendanceDone', { absent, students })
        : t('attendanceAll', { students });
  const marks = {
    done: t('marksDone', { marked }),
    partly: t('marksPartly', { marked, students }),
    missing: word('missing'),
    'not-due': word('not-due'),
  };
  return (
    <tr className={isNext ? styles['next'] : undefined}>
      <td className={styles['n']}>{lesson.slot}</td>
      <th className={styles['time']} scope="row">
        {lessonTime(lesson.startsAt)}–{lessonTime(lesson.endsAt)}
      </th>
      <td>{lesson.room}</td>
      <td className={styles['what']}>
        <Link
          className={styles['go']}
          to="/journal/$pageId"
          params={{ pageId: lesson.pageId }}
          search={{ lesson: lesson.lessonId }}
        >
          <b>{lesson.groupName}</b>
          {lesson.subjectName}
        </Link>
        <span className={styles['topic']}>{lesson.topic}</span>
      </td>
      <td>
        <Light state={lights.topic} label={t('topic')} word={word(lights.topic)} />
      </td>
      <td>
        <Light state={lights.homework} label={t('homework')} word={word(lights.homework)} />
      </td>
      <td>
        <Light
          state={lights.attendance}
          label={t('attendance')}
          word={lights.attendance === 'missing' ? word('missing') : attendance}
        />
      </td>
      <td>
        <Light state={lights.marks} label={t('marks')} word={marks[lights.marks]} />
      </td>
    </tr>
  );
}

function NowRow({ now, clock }: { now: NowLine; clock: string }) {
  const { t } = useTexts('day');
  return (
    <tr className={styles['here']}>
      <td colSpan={8}>
        <div>{t(now.key, { time: lessonTime(clock), minutes: now.minutes })}</div>
      </td>
    </tr>
  );
}

/** Numbers of the free lessons between two. */
function windowsBetween(before: Lesson | undefined, after: Lesson): readonly number[] {
  if (!before) return [];
  return Array.from({ length: Math.max(0, after.slot - before.slot - 1) }, (_, index) => before.slot + 1 + index);
}

/** The reader's clock as `HH:MM`, once a half-minute. */
function useClock(): string {
  const read = () => new Date().toTimeString().slice(0, 5);
  const [clock, setClock] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setClock(read()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return clock;
}
