import type { KeyboardEvent } from 'react';
import { useTexts } from '../../../../i18n.ts';
import { countAttendance, countMarks, type LessonColumns } from '../../model/lesson-view.ts';
import { isFirstGrade, type LessonColumn } from '../../model/page-model.ts';
import { selectCell } from '../../model/selection.ts';
import { columnShort, weightText } from '../../naming.ts';
import { useJournal, useJournalState } from '../journal-context.ts';
import styles from './phone.module.css';

export type PhoneTab = 'attendance' | 'marks' | 'record';

interface Props {
  readonly lesson: LessonColumns;
  /** The grid's column that the marks are of. */
  readonly column: number;
  readonly tab: PhoneTab;
  readonly onTab: (tab: PhoneTab) => void;
}

/** The lesson's columns: who is there, each work, topic with homework; each says how far it is. */
export function PhoneTabs({ lesson, column, tab, onTab }: Props) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const state = useJournalState((one) => one);
  const { first, columns } = lesson;
  const [head] = columns;
  if (!head) return null;
  const { absent, late } = countAttendance(state, head);
  const toMarks = (index: number) => {
    store.dispatch({ type: 'select', selection: selectCell(store.selection().row, first + index) });
    onTab('marks');
  };
  const isWritten = head.lesson.topic !== '' || head.lesson.homework !== '';
  return (
    <div className={styles['tabs']} role="tablist" aria-label={t('phone.tabs')} onKeyDown={walk}>
      <Tab
        chosen={tab === 'attendance'}
        name={t('phone.attendance')}
        hint={absent + late === 0 ? t('phone.all') : attendanceHint(t, absent, late)}
        onPress={() => onTab('attendance')}
      />
      {(isFirstGrade(state.model.page) ? [] : columns).map((one, index) => (
        <Tab
          key={one.key}
          chosen={tab === 'marks' && column === first + index}
          name={columnShort(one)}
          hint={workHint(t, one, countMarks(state, one))}
          onPress={() => toMarks(index)}
        />
      ))}
      <Tab
        chosen={tab === 'record'}
        name={t('phone.record')}
        hint={t(isWritten ? 'phone.written' : 'phone.notWritten')}
        onPress={() => onTab('record')}
      />
    </div>
  );
}

type T = ReturnType<typeof useTexts>['t'];

const attendanceHint = (t: T, absent: number, late: number): string =>
  [absent > 0 && t('phone.absent', { count: absent }), late > 0 && t('phone.late', { count: late })]
    .filter(Boolean)
    .join(', ');

function workHint(t: T, { work }: LessonColumn, { marked, all }: { marked: number; all: number }): string {
  if (!work) return t('phone.noWork');
  const weight = t('phone.weight', { weight: weightText(work.weight) });
  return work.typeKey === 'answer' || work.typeKey === 'homework'
    ? `${weight}, ${t('phone.has', { marked })}`
    : `${weight}, ${t('lesson.of', { marked, all })}`;
}

function Tab(props: { chosen: boolean; name: string; hint: string; onPress: () => void }) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={props.chosen}
      aria-controls="phone-list"
      tabIndex={props.chosen ? 0 : -1}
      onClick={props.onPress}
    >
      {props.name}
      <small>{props.hint}</small>
    </button>
  );
}

/** Arrows walk the tabs, as a tab list does everywhere. */
function walk({ key, currentTarget, target }: KeyboardEvent<HTMLElement>): void {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const next = tabs[tabs.indexOf(target as HTMLElement) + step];
  if (step === 0 || !next) return;
  next.focus();
  next.click();
}
