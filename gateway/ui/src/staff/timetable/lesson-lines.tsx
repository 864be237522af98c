import { lessonTime } from '../../format/russian-date.ts';
import type { Lesson } from './use-week.ts';
import type { Whose } from './use-whose.ts';
import type { Together } from './week-grid.ts';
import styles from './timetable.module.css';
import { useTexts } from '../../i18n.ts';

interface Lines {
  readonly together: Together<Lesson>;
  readonly of: Whose;
  /** Whose week it is: a class is not named in its own timetable. */
  readonly title: string;
  /** The row's bell; a lesson with another one says so. */
  readonly bell?: string;
}

/** A subject with one line for each group: who with whom, in which room. */
export function LessonLines({ together: { subjectName, lessons }, of, title, bell }: Lines) {
  const { t } = useTexts('timetable');
  const gone = lessons.every((lesson) => lesson.state !== 'planned');
  return (
    <div className={`${styles['x']} ${gone ? styles['gone'] : ''}`}>
      <b>{subjectName}</b>
      {lessons.map((lesson) => (
        <p key={lesson.id}>
          <span>{whoOf(lesson, of, title)}</span>
          <span className={styles['room']}>{of !== 'room' && lesson.room}</span>
          {lesson.state !== 'planned' && <em>{t(`states.${lesson.state}`)}</em>}
          {bell && bell !== lesson.startsAt && (
            <em>
              {lessonTime(lesson.startsAt)}–{lessonTime(lesson.endsAt)}
            </em>
          )}
        </p>
      ))}
    </div>
  );
}

function whoOf(lesson: Lesson, of: Whose, title: string): string {
  const teachers = lesson.teachers.join(', ');
  // a teacher's own week needs no teacher, a class's own week no class
  if (of === 'teacher' || of === 'me') return lesson.groupName;
  const group = lesson.groupName === title ? '' : lesson.groupName;
  return [group, teachers].filter(Boolean).join(' · ');
}
