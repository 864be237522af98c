import { useEffect, useState } from 'react';
import { Icon } from '../../../../shell/icon.tsx';
import { useTexts } from '../../../../i18n.ts';
import { countAttendance, countMarks, lessonAt } from '../../model/lesson-view.ts';
import { isFirstGrade, type LessonColumn } from '../../model/page-model.ts';
import type { JournalState } from '../../model/journal-state.ts';
import { selectCell } from '../../model/selection.ts';
import { commentedAt } from '../../model/writes.ts';
import { Here, Statuses } from '../foot.tsx';
import { useJournal, useJournalState, useSelection } from '../journal-context.ts';
import { LessonParts } from '../lesson-panel.tsx';
import { Pad } from '../pad.tsx';
import { Tray } from '../tray.tsx';
import type { GridKeys } from '../use-grid-keys.ts';
import { AttendanceList } from './attendance-list.tsx';
import { MarkList } from './mark-list.tsx';
import { PhoneHead } from './phone-head.tsx';
import { PhoneTabs, type PhoneTab } from './phone-tabs.tsx';
import styles from './phone.module.css';

interface Props {
  readonly keys: GridKeys;
  readonly notice: string;
  readonly canType: boolean;
  /** The address asks for topic and homework. */
  readonly startsWithRecord: boolean;
}

/** The journal under a thumb: one lesson, its columns as tabs, one column of the class, a pad. */
export function PhoneScreen({ keys, notice, canType, startsWithRecord }: Props) {
  const store = useJournal();
  const model = useJournalState((state) => state.model);
  const column = useSelection((selection) => selection.column);
  const lesson = lessonAt(model, column);
  const [tab, setTab] = useState<PhoneTab>(() => (startsWithRecord ? 'record' : firstTab(store.getState(), column)));
  const firstGrade = isFirstGrade(model.page);
  const shown: PhoneTab = !lesson ? 'marks' : firstGrade && tab === 'marks' ? 'attendance' : tab;
  const toMarks = () => {
    store.dispatch({ type: 'select', selection: selectCell(0, lesson?.first ?? column) });
    setTab('marks');
  };
  const first = lesson?.columns[0];
  return (
    <div className={styles['screen']} data-whole-screen>
      <PhoneHead lesson={lesson} />
      {lesson && <PhoneTabs lesson={lesson} column={column} tab={shown} onTab={setTab} />}
      <div className={styles['list']} id="phone-list">
        {shown === 'attendance' && first && (
          <AttendanceList column={first} carryOut={keys.carryOut} canType={canType} />
        )}
        {shown === 'marks' && <MarkList key={column} column={column} />}
        {shown === 'record' && first && (
          <div className={styles['record']}>
            <LessonParts key={first.lesson.id} lesson={first.lesson} model={model} />
          </div>
        )}
      </div>
      <Tray onNext={() => keys.perform({ type: 'next-refused' })} />
      <div className={styles['dock']}>
        <DockLine notice={notice} keys={keys} canComment={canType && shown === 'marks'} />
        {shown === 'marks' && canType && <Pad perform={keys.perform} />}
        {shown === 'attendance' && first && !firstGrade && <RestHere column={first} onPress={toMarks} />}
      </div>
    </div>
  );
}

/** Nobody else is missing: on to the marks. */
function RestHere({ column, onPress }: { column: LessonColumn; onPress: () => void }) {
  const { t } = useTexts('journal');
  const state = useJournalState((one) => one);
  const { absent, late, rest } = countAttendance(state, column);
  return (
    <p className={styles['done']}>
      <button type="button" className="btn primary big" onClick={onPress}>
        {t(absent + late === 0 ? 'phone.allHere' : 'phone.restHere', { count: rest })}
      </button>
    </p>
  );
}

/** Before anything is written a lesson begins with who is there. */
function firstTab(state: JournalState, column: number): PhoneTab {
  const first = lessonAt(state.model, column)?.columns[0];
  if (!first?.today) return 'marks';
  const { absent, late } = countAttendance(state, first);
  return absent + late + countMarks(state, first).marked === 0 ? 'attendance' : 'marks';
}

function DockLine({ notice, keys, canComment }: { notice: string; keys: GridKeys; canComment: boolean }) {
  const { t } = useTexts('journal');
  const state = useJournalState((one) => one);
  const { row, column } = state.selection;
  const said = useNotice(notice);
  return (
    <div className={styles['dockLine']}>
      <div className={styles['dockStatus']}>
        {said ? <span role="status">{said}</span> : <Statuses />}
        {!said && canComment && <Here state={state} />}
      </div>
      {canComment && commentedAt(state, row, column) && (
        <button type="button" className="btn bare" onClick={() => keys.perform({ type: 'comment' })}>
          {t('comment.title')}
        </button>
      )}
      <button
        type="button"
        className="btn bare"
        aria-disabled={state.undo.length === 0}
        onClick={() => keys.perform({ type: 'undo' })}
      >
        <Icon name="undo" />
        {t('phone.undo')}
      </button>
    </div>
  );
}

const NOTICE_MS = 6000;

/** A word about a refused key, for a while: there is one line for it and for what is saved. */
function useNotice(notice: string): string {
  const [gone, setGone] = useState('');
  useEffect(() => {
    if (notice === '') return;
    const timer = setTimeout(() => setGone(notice), NOTICE_MS);
    return () => {
      clearTimeout(timer);
      setGone('');
    };
  }, [notice]);
  return notice === gone ? '' : notice;
}
