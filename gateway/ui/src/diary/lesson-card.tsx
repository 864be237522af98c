import { Link } from '@tanstack/react-router';
import { lessonTime, weekdayOf } from '../format/russian-date.ts';
import styles from './diary.module.css';
import { markSign, markWords, weightText } from './mark-text.ts';
import { useDiary } from './reader.ts';
import type { HomeworkLine, Lesson, Mark, WeekNews } from './week-news.ts';
import { type Translate, useTexts } from '../i18n.ts';

interface LessonCardProps {
  readonly lesson: Lesson;
  readonly kind: string;
  readonly news: WeekNews;
  readonly homework: readonly HomeworkLine[];
  readonly isPointed: boolean;
  readonly ticks: ReadonlySet<string>;
  readonly onTick: (lessonId: string) => void;
}

/** A lesson as the diary shows it: number, subject, time, room; absence, topic, homework; marks. */
export function LessonCard({ lesson, kind, news, homework, isPointed, ticks, onTick }: LessonCardProps) {
  const { t } = useTexts('diary');
  const isNew = news.lessons.has(lesson.lessonId);
  const hasNewMark = lesson.marks.some((mark) => news.works.has(mark.workId));
  const isMissed = lesson.state !== 'planned' || (lesson.attendance !== null && lesson.attendance !== 'late');
  const place = [lessonTime(lesson.startsAt), lesson.room && t('room', { room: lesson.room, context: kind })];
  const states = [isNew && styles['isNew'], isMissed && styles['missed'], isPointed && styles['pointed']];
  return (
    <article className={[styles['lesson'], ...states].filter(Boolean).join(' ')} id={`lesson-${lesson.lessonId}`}>
      <span className={styles['number']}>{lesson.slot}</span>
      <div>
        <h3>
          {lesson.subjectName}
          <span className={styles['when']}>{place.filter(Boolean).join(', ')}</span>
          {isNew && !hasNewMark && <i className={styles['newWord']}>{t('newLesson')}</i>}
        </h3>
        {lesson.state !== 'planned' && <p className={styles['state']}>{t(lesson.state, { context: kind })}</p>}
        {lesson.attendance && (
          <p className={styles['absence']}>
            <b>{t(`absenceLetters.${lesson.attendance}`)}</b>
            {t(`absences.${lesson.attendance}`)}
            {lesson.comment && <span className={styles['remark']}>{lesson.comment}</span>}
          </p>
        )}
        {lesson.topic && <p className={styles['topic']}>{lesson.topic}</p>}
      </div>
      {lesson.marks.length > 0 && (
        <div className={styles['chips']}>
          {lesson.marks.map((mark) => (
            <MarkChip key={mark.workId} mark={mark} subject={lesson.pageId} isNew={news.works.has(mark.workId)} />
          ))}
        </div>
      )}
      {lesson.marks.map(
        ({ workId, comment, ...mark }) =>
          comment && (
            <p key={workId} className={styles['remarkLine']}>
              <b>{markSign(mark.mark)}</b>
              <span className={styles['remark']}>{comment}</span>
            </p>
          ),
      )}
      {homework.map((line) =>
        line.due === 'none' ? (
          <p key={line.setBy} className={styles['noHomework']}>
            {t('noHomework')}
          </p>
        ) : (
          <label key={line.setBy} className={styles['homework']}>
            <input type="checkbox" checked={ticks.has(line.setBy)} onChange={() => onTick(line.setBy)} />
            <span>
              <span className={styles['due']}>{dueText(line, kind, t)}</span> {line.text}
            </span>
          </label>
        ),
      )}
    </article>
  );
}

function dueText({ due }: HomeworkLine, kind: string, t: Translate): string {
  if (due === 'none') return '';
  if (due === 'now') return t('dueNow', { context: kind });
  return due === 'next' ? t('dueNext', { context: kind }) : t('dueOn', { day: weekdayOf(due.date) });
}

/** A mark with its work and weight; opens the subject. */
function MarkChip({ mark, subject, isNew }: { mark: Mark; subject: string; isNew: boolean }) {
  const { t } = useTexts('diary');
  const { student } = useDiary();
  const work = mark.title || t(`works.${mark.typeKey}`);
  const weight = weightText(mark.weight);
  const isBad = mark.mark.kind === 'grade' && mark.mark.value <= 2;
  const states = [isNew && styles['isFresh'], isBad && styles['isBad']];
  return (
    <Link
      className={[styles['chip'], ...states].filter(Boolean).join(' ')}
      to="/diary/subjects"
      search={{ student: student.studentId, subject }}
      title={work}
      aria-label={t(isNew ? 'newMarkLabel' : 'markLabel', { mark: markWords(mark.mark), work, weight })}
    >
      <b>{markSign(mark.mark)}</b>
      <small>
        {isNew && <i>{t('new')}</i>}
        {t(`workShort.${mark.typeKey}`)}
        {mark.weight !== 100 && ` ${t('weight', { weight })}`}
      </small>
    </Link>
  );
}
