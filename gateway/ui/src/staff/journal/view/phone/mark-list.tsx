import { memo, useEffect, useRef } from 'react';
import { initialsOf, shortNameOf } from '../../../../format/person-name.ts';
import { dayMonth } from '../../../../format/russian-date.ts';
import { useTexts } from '../../../../i18n.ts';
import { textOfValue } from '../../model/cell-sign.ts';
import { viewOf } from '../../model/cell-view.ts';
import { marksBefore } from '../../model/lesson-view.ts';
import { type JournalState, valueAt } from '../../model/journal-state.ts';
import { attendanceTarget, type GridColumn, isEnrolled, type Student } from '../../model/page-model.ts';
import { selectCell } from '../../model/selection.ts';
import { commentedAt } from '../../model/writes.ts';
import { averageText, columnShort } from '../../naming.ts';
import { useJournal, useJournalState, useSelection, useStudentRevision } from '../journal-context.ts';
import styles from './phone.module.css';

const PAST_MARKS = 7;

/** One column of the class: a name with what came before, and a box that the pad writes into. */
export function MarkList({ column }: { column: number }) {
  const model = useJournalState((state) => state.model);
  const at = model.columns[column];
  if (!at) return null;
  return (
    <ul>
      {model.students.map((student, row) => (
        <MarkRow key={student.studentId} row={row} student={student} column={column} at={at} />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly row: number;
  readonly student: Student;
  readonly column: number;
  readonly at: GridColumn;
}

/** Listens to its own student and to whether it is the one that the pad writes to. */
const MarkRow = memo(function MarkRow({ row, student, column, at }: RowProps) {
  const { t } = useTexts('journal');
  const store = useJournal();
  useStudentRevision(student.studentId);
  const isHere = useSelection((selection) => selection.row === row);
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isHere) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isHere]);
  const state = store.getState();
  const view = viewOf(state, student, at);
  const isOut = at.kind === 'lesson' && !isEnrolled(student, at.lesson.date);
  const letter = at.kind === 'lesson' ? textOfValue(valueAt(state, attendanceTarget(at, student.studentId))) : '';
  const text = view.happening === 'conflict' ? `${view.mark || '∅'}≠${view.theirs}` : view.mark;
  return (
    <li ref={line} className={isOut ? styles['gone'] : isHere ? styles['cur'] : undefined} aria-current={isHere}>
      <span className={styles['no']}>{student.number || ''}</span>
      <span className={styles['n']}>
        <span className="name">
          <span>{student.lastName}</span>
          <i> {initialsOf(student)}</i>
        </span>
        <span className={styles['past']}>
          {isOut ? <WhyOut student={student} at={at} /> : <Past state={state} student={student} column={column} />}
        </span>
        {view.noted && <span className={styles['word']}>{commentedAt(state, row, column)?.comment}</span>}
      </span>
      <span className={`${styles['att']} ${letter === 'н' ? styles['nn'] : ''}`}>{letter}</span>
      {!isOut && (
        <button
          type="button"
          className={boxClass(view.paper, view.happening, text)}
          aria-label={t('phone.box', {
            name: shortNameOf(student),
            work: columnShort(at),
            value: text || t('tray.empty'),
          })}
          onClick={() => store.dispatch({ type: 'select', selection: selectCell(row, column) })}
        >
          {text}
        </button>
      )}
    </li>
  );
});

function boxClass(paper: string, happening: string, text: string): string {
  const signs = [
    'v',
    happening,
    paper === 'open' ? '' : 'none',
    text === '2' || text === '1' || text === 'Н' ? 'two' : '',
    text === '•' ? 'due' : '',
    text.length > 2 ? 'long' : '',
  ];
  return signs.flatMap((sign) => styles[sign] ?? []).join(' ');
}

function Past({ state, student, column }: { state: JournalState; student: Student; column: number }) {
  const { t } = useTexts('journal');
  const standing = state.model.standings.get(student.studentId);
  const marks = marksBefore(state, student, column, PAST_MARKS);
  return (
    <>
      {averageText(standing?.averageHundredths ?? null)}
      {'\u2002'}
      <span role="img" aria-label={t('phone.past', { marks: marks.join(' ') })}>
        {marks.map((mark, index) => (mark === '2' || mark === '1' ? <b key={index}>{mark} </b> : `${mark} `))}
      </span>
    </>
  );
}

function WhyOut({ student, at }: { student: Student; at: GridColumn }) {
  const { t } = useTexts('journal');
  const date = at.kind === 'lesson' ? at.lesson.date : '';
  const next = student.intervals.find(({ from }) => from > date);
  if (next) return t('joined', { date: dayMonth(next.from) });
  const last = student.intervals.at(-1);
  return last?.to ? t('phone.leftOn', { date: dayMonth(last.to) }) : t('left');
}
