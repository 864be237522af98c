import { memo, useDeferredValue } from 'react';
import { lessonTime, weekdayDayMonth } from '../../../format/russian-date.ts';
import { Icon } from '../../../shell/icon.tsx';
import { neighbourLesson } from '../model/lesson-view.ts';
import { isFirstGrade, type Lesson, type PageModel } from '../model/page-model.ts';
import { selectCell } from '../model/selection.ts';
import { CellStory } from './cell-story.tsx';
import { useJournal, usePaintedState } from './journal-context.ts';
import { FirstKeys } from './keys-help.tsx';
import { LessonRecord } from './lesson-record.tsx';
import { LessonWorks } from './lesson-works.tsx';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

/** The lesson of the active column: topic, homework, works, and the story of the active cell. */
export function LessonPanel({ onClose, onComment }: { onClose: () => void; onComment: () => void }) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const model = usePaintedState((state) => state.model);
  // typing and moving come first: a key interrupts the panel's own painting
  const selection = useDeferredValue(usePaintedState((state) => state.selection));
  const column = model.columns[selection.column];
  const lesson = column?.kind === 'lesson' ? column.lesson : undefined;
  const go = (step: -1 | 1) => {
    const next = neighbourLesson(model, selection.column, step);
    if (next >= 0) store.dispatch({ type: 'select', selection: selectCell(selection.row, next) });
  };
  return (
    <aside className={`side ${styles['les']}`} aria-label={t('panel')}>
      <header>
        <h2>{lesson ? t('lesson.title', { slot: lesson.slot, date: weekdayDayMonth(lesson.date) }) : t('panel')}</h2>
        <button type="button" className="btn bare icon" aria-label={t('lesson.previous')} onClick={() => go(-1)}>
          <Icon name="left" />
        </button>
        <button type="button" className="btn bare icon" aria-label={t('lesson.next')} onClick={() => go(1)}>
          <Icon name="right" />
        </button>
        <button type="button" className="btn bare icon" aria-label={t('lesson.close')} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      {lesson ? (
        <LessonParts key={lesson.id} lesson={lesson} model={model} />
      ) : (
        <section className="quiet">{t('lesson.none')}</section>
      )}
      <CellStory selection={selection} onComment={onComment} />
      <FirstKeys />
    </aside>
  );
}

/** Moving within the lesson's columns repaints none of it. */
export const LessonParts = memo(function LessonParts({ lesson, model }: { lesson: Lesson; model: PageModel }) {
  return (
    <>
      <LessonRecord
        lesson={lesson}
        canWrite={model.page.canWrite && lesson.closed === null}
        time={`${lessonTime(lesson.startsAt)}–${lessonTime(lesson.endsAt)}`}
      />
      {!isFirstGrade(model.page) && <LessonWorks lesson={lesson} model={model} />}
    </>
  );
});
