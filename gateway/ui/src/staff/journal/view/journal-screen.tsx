import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { clockTime } from '../../../format/russian-date.ts';
import { useNarrow } from '../../controls/use-narrow.ts';
import { EmptyState } from '../../../shell/failure.tsx';
import { countWaiting } from '../model/unsent.ts';
import { selectCell } from '../model/selection.ts';
import { type Commented, planComment } from '../model/writes.ts';
import { planPorts, refusalText } from '../naming.ts';
import type { JournalStore } from '../sending/journal-store.ts';
import { CommentDialog } from './comment-dialog.tsx';
import { Foot } from './foot.tsx';
import { Grid } from './grid.tsx';
import { useJournal, useJournalState } from './journal-context.ts';
import { KeysHelp } from './keys-help.tsx';
import { LessonPanel } from './lesson-panel.tsx';
import { Pad } from './pad.tsx';
import { PhoneScreen } from './phone/phone-screen.tsx';
import { Toolbar } from './toolbar.tsx';
import { Tray } from './tray.tsx';
import { type GridCommands, useGridKeys } from './use-grid-keys.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

interface Props {
  readonly writer: boolean;
  /** When the shown copy was made, if the server could not give a fresh one. */
  readonly asOf: string | undefined;
}

interface JournalSearch {
  readonly period?: string;
  readonly lesson?: string;
  readonly panel?: string;
}

const narrowScreen = (): boolean => matchMedia('(max-width: 1100px)').matches;

/** The whole page: bar, grid, tray and foot, with the lesson at the right. */
export function JournalScreen({ writer, asOf }: Props) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const box = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const [notice, setNotice] = useState('');
  const [help, setHelp] = useState(false);
  const search: JournalSearch = useSearch({ strict: false });
  const [commented, setCommented] = useState<Commented>();
  const panelOpen = search.panel === undefined ? !narrowScreen() : search.panel === 'open';
  const commands = useCommands({
    writer,
    panelOpen,
    setNotice,
    setHelp,
    openComment: setCommented,
    focusGrid: () => table.current?.focus({ preventScroll: true }),
  });
  const keys = useGridKeys(store, commands);
  const page = useJournalState((state) => state.model.page);
  const narrow = useNarrow() && search.panel !== 'grid';
  const empty = page.students.length === 0 ? t('noStudents') : page.lessons.length === 0 ? t('noLessons') : undefined;
  useLessonOfAddress(store, search.lesson);
  useLeaveWarning(store);
  // a word about one cell does not stay for the next
  useEffect(() => store.subscribeSelection(() => setNotice('')), [store]);
  useEffect(() => table.current?.focus({ preventScroll: true }), [page.page.id]);
  const dialogs = (
    <>
      {commented && (
        <CommentDialog
          commented={commented}
          onClose={() => setCommented(undefined)}
          onSave={(text) => {
            setCommented(undefined);
            keys.carryOut(planComment(store.getState(), commented, { comment: text, ports: planPorts }));
          }}
        />
      )}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </>
  );
  if (narrow && !empty) {
    const canType = writer && (page.canWrite || page.canSetReasons);
    return (
      <div className={`${styles['sheet']} ${styles['whole']}`}>
        <Strips writer={writer} asOf={asOf} />
        <PhoneScreen {...{ keys, notice, canType }} startsWithRecord={search.panel === 'open'} />
        {dialogs}
      </div>
    );
  }
  return (
    <div className={`${styles['work']} ${panelOpen ? styles['withPanel'] : ''}`}>
      <div className={styles['sheet']}>
        <Toolbar perform={keys.perform} panelOpen={panelOpen} />
        <Strips writer={writer} asOf={asOf} />
        {empty ? (
          <EmptyState>{empty}</EmptyState>
        ) : (
          <Grid box={box} table={table} onKey={keys.onKey} onCopy={keys.onCopy} onPaste={keys.onPaste} />
        )}
        <Tray onNext={() => keys.perform({ type: 'next-refused' })} />
        <Foot notice={notice} />
        {writer && page.canWrite && <Pad perform={keys.perform} />}
      </div>
      {panelOpen && <LessonPanel onClose={commands.togglePanel} onComment={() => keys.perform({ type: 'comment' })} />}
      {dialogs}
    </div>
  );
}

function Strips({ writer, asOf }: Props) {
  const { t } = useTexts('journal');
  const stopped = useJournalState((state) => state.stopped);
  const { canWrite, canSetReasons } = useJournalState((state) => state.model.page);
  const lines = [
    stopped && t('stopped', { reason: refusalText(stopped) }),
    asOf && t('asOf', { time: clockTime(asOf) }),
    canWrite || canSetReasons ? !writer && t('otherTab') : t('readOnly'),
    !canWrite && canSetReasons && t('reasonsOnly'),
  ];
  return lines.map(
    (line) =>
      line && (
        <p key={line} className={styles['strip']} role="status">
          {line}
        </p>
      ),
  );
}

interface Handles {
  readonly writer: boolean;
  readonly panelOpen: boolean;
  readonly setNotice: (text: string) => void;
  readonly setHelp: (open: boolean) => void;
  readonly openComment: (commented: Commented) => void;
  readonly focusGrid: () => void;
}

/** Keys that act on the address and on the windows around the grid. */
function useCommands(handles: Handles): GridCommands {
  const { t } = useTexts('journal');
  const store = useJournal();
  const navigate = useNavigate();
  const latest = useRef(handles);
  useEffect(() => {
    latest.current = handles;
  });
  return useMemo(() => {
    const setSearch = (change: JournalSearch) =>
      void navigate({
        to: '/journal/$pageId',
        params: { pageId: store.getState().model.page.page.id },
        search: (old: JournalSearch) => ({ ...old, ...change }),
        replace: change.period === undefined,
      });
    return {
      canWrite() {
        if (latest.current.writer) return true;
        latest.current.setNotice(t(store.getState().model.page.canWrite ? 'otherTab' : 'readOnly'));
        return false;
      },
      notice: (text) => latest.current.setNotice(text),
      help: () => latest.current.setHelp(true),
      comment: (commented) => latest.current.openComment(commented),
      togglePanel() {
        setSearch({ panel: latest.current.panelOpen ? 'closed' : 'open' });
        latest.current.focusGrid();
      },
      period(step) {
        const { periods, periodId } = store.getState().model.page;
        const next = periods[periods.findIndex((one) => one.id === periodId) + step];
        if (next) setSearch({ period: next.id });
      },
    };
  }, [store, navigate, t]);
}

/** A link to a lesson puts the cursor on it. */
function useLessonOfAddress(store: JournalStore, lessonId: string | undefined): void {
  useEffect(() => {
    const { columns } = store.getState().model;
    const column = columns.findIndex((one) => one.kind === 'lesson' && one.lesson.id === lessonId);
    if (column >= 0) store.dispatch({ type: 'select', selection: selectCell(0, column) });
  }, [store, lessonId]);
}

/** The browser asks before a page with unsent cells is closed; they are safe, but the colleague at home does not see them. */
function useLeaveWarning(store: JournalStore): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      const { pending, sending } = countWaiting(store.getState().unsent);
      if (pending + sending > 0) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [store]);
}
