import { Link, useNavigate } from '@tanstack/react-router';
import { lessonTime, weekdayDayMonth } from '../../../../format/russian-date.ts';
import { useTexts } from '../../../../i18n.ts';
import { Icon } from '../../../../shell/icon.tsx';
import { PickMenu } from '../../../../shell/pick-menu.tsx';
import { type LessonColumns, neighbourLesson } from '../../model/lesson-view.ts';
import { selectCell } from '../../model/selection.ts';
import { useJournal, useJournalState } from '../journal-context.ts';
import styles from './phone.module.css';

/** Which page and lesson; the lesson opens the list of all, of the other periods and of the whole table. */
export function PhoneHead({ lesson }: { lesson: LessonColumns | undefined }) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const { page } = useJournalState((state) => state.model.page);
  const go = (step: -1 | 1) => {
    const { model, selection } = store.getState();
    const next = neighbourLesson(model, selection.column, step);
    const column = next >= 0 || step < 0 ? next : model.columns.length - 1;
    if (column >= 0) store.dispatch({ type: 'select', selection: selectCell(selection.row, column) });
  };
  return (
    <header className={styles['top']}>
      <Link className="btn" to="/journal" aria-label={t('phone.back')}>
        <Icon name="left" />
      </Link>
      <div>
        <h1>
          {page.groupName} {page.subjectName}
        </h1>
        <LessonMenu lesson={lesson} />
      </div>
      <button type="button" className="btn" aria-label={t('lesson.previous')} onClick={() => go(-1)}>
        <Icon name="left" />
      </button>
      <button type="button" className="btn" aria-label={t('lesson.next')} onClick={() => go(1)}>
        <Icon name="right" />
      </button>
    </header>
  );
}

function LessonMenu({ lesson }: { lesson: LessonColumns | undefined }) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const navigate = useNavigate();
  const model = useJournalState((state) => state.model);
  const { page, periods, periodId } = model.page;
  const at = lesson?.columns[0]?.lesson;
  const lessons = model.columns.flatMap((one) => (one.kind === 'lesson' && one.first ? [one.lesson] : []));
  const period = periods.find((one) => one.id === periodId);
  const items = [
    ...lessons.map(({ id, date, slot }) => ({ id, text: `${weekdayDayMonth(date)}, ${t('phone.slot', { slot })}` })),
    { id: 'result', text: t('phone.results', { period: period?.name ?? '' }) },
    ...periods.filter((one) => one.id !== periodId).map((one) => ({ id: one.id, text: one.name, hint: t('period') })),
    { id: 'grid', text: t('phone.wholeTable') },
  ];
  const pick = (id: string) => {
    const toPage = { to: '/journal/$pageId', params: { pageId: page.id } } as const;
    if (id === 'grid') return void navigate({ ...toPage, search: { period: periodId, panel: 'grid' } });
    if (periods.some((one) => one.id === id)) return void navigate({ ...toPage, search: { period: id } });
    const column = model.columns.findIndex((one) => (one.kind === 'lesson' ? one.lesson.id : one.kind) === id);
    if (column >= 0) store.dispatch({ type: 'select', selection: selectCell(0, column) });
  };
  return (
    <PickMenu
      label={t('panel')}
      items={items}
      selected={at?.id ?? 'result'}
      onPick={pick}
      className={styles['lesson'] ?? ''}
    >
      {at
        ? `${weekdayDayMonth(at.date)}, ${t('phone.slot', { slot: at.slot })}, ${lessonTime(at.startsAt)}–${lessonTime(at.endsAt)}`
        : t('phone.results', { period: period?.name ?? '' })}
    </PickMenu>
  );
}
