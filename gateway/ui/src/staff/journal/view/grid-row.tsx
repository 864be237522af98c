import { memo } from 'react';
import { initialsOf, shortNameOf } from '../../../format/person-name.ts';
import { dayMonth } from '../../../format/russian-date.ts';
import { textOfValue } from '../model/cell-sign.ts';
import { viewOf } from '../model/cell-view.ts';
import type { GridColumn, PageModel, Standing, Student } from '../model/page-model.ts';
import { areaOf } from '../model/selection.ts';
import { averageText } from '../naming.ts';
import { cellId, GridCell, Values } from './grid-cell.tsx';
import { useJournal, useSelection, useStudentRevision } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

interface Props {
  readonly row: number;
  readonly student: Student;
  readonly columns: readonly GridColumn[];
  readonly edges: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** One student's line. Listens to that student only. */
export const GridRow = memo(function GridRow({ row, student, columns, edges, from, to }: Props) {
  const store = useJournal();
  useStudentRevision(student.studentId);
  const state = store.getState();
  const last = columns.length - 1;
  const shown = columns.slice(from, Math.min(to, last));
  const after = last - from - shown.length;
  return (
    <tr aria-rowindex={row + 4} className={row % 5 === 4 ? styles['fifth'] : undefined}>
      <NameCells row={row} student={student} model={state.model} />
      {from > 0 && <td className={styles['gap']} colSpan={from} aria-hidden="true" />}
      {shown.map((column, index) => (
        <GridCell
          key={column.key}
          row={row}
          column={from + index}
          edges={edges[from + index] ?? ''}
          {...viewOf(state, student, column)}
        />
      ))}
      {after > 0 && <td className={styles['gap']} colSpan={after} aria-hidden="true" />}
      <Totals standing={state.model.standings.get(student.studentId)} takesMarks={student.takesMarks} />
      <ResultCell row={row} student={student} column={last} result={columns[last]} />
    </tr>
  );
});

function NameCells({ row, student, model }: { row: number; student: Student; model: PageModel }) {
  const { t } = useTexts('journal');
  const here = useSelection((selection) => selection.row === row) ? styles['here'] : '';
  const period = model.page.periods.find((one) => one.id === model.page.periodId);
  const [first, last] = [student.intervals[0], student.intervals.at(-1)];
  const joined = period && first && first.from > period.from ? t('joined', { date: dayMonth(first.from) }) : undefined;
  const left = last?.to && last.to <= model.page.today ? t('left') : undefined;
  return (
    <>
      <td className={`${styles['no']} ${here}`}>{student.number}</td>
      <th className={`${styles['who']} ${here}`} scope="row" title={shortNameOf(student)}>
        <span>
          <span className="name">
            <span>{student.lastName}</span>
            <i> {initialsOf(student)}</i>
          </span>
          {(left ?? joined) && <small>{left ?? joined}</small>}
        </span>
      </th>
    </>
  );
}

function Totals({ standing, takesMarks }: { standing: Standing | undefined; takesMarks: boolean }) {
  const average = standing?.averageHundredths ?? null;
  const low = average !== null && average < 250;
  return (
    <>
      <td className={`${styles['tot']} ${styles['t1']} ${low ? styles['low'] : ''}`}>{averageText(average)}</td>
      <td className={`${styles['tot']} ${styles['t2']}`}>{standing?.absences ?? 0}</td>
      <td className={`${styles['tot']} ${styles['t3']} ${standing?.proposed === 2 ? styles['low'] : ''}`}>
        {takesMarks === false ? textOfValue({ kind: 'not-graded' }) : (standing?.proposed ?? '')}
      </td>
    </>
  );
}

/** The result stands in the frozen part, where the selection's frame can't reach: it draws its own. */
function ResultCell({
  row,
  student,
  column,
  result,
}: {
  row: number;
  student: Student;
  column: number;
  result: GridColumn | undefined;
}) {
  const store = useJournal();
  const active = useSelection((selection) => selection.row === row && selection.column === column);
  const inArea = useSelection((selection) => {
    const { top, bottom, right } = areaOf(selection);
    return right === column && top <= row && row <= bottom;
  });
  if (!result) return null;
  const view = viewOf(store.getState(), student, result);
  const signs = [
    view.happening,
    view.paper === 'closed' ? 'closed' : '',
    active ? 'active2' : '',
    inArea ? 'inArea' : '',
    view.noted ? 'noted' : '',
  ];
  const classes = ['tot', 't4', 'c', ...signs].map((name) => styles[name]).filter(Boolean);
  return (
    <td
      id={cellId(row, column)}
      className={classes.join(' ')}
      aria-colindex={column + 6}
      aria-readonly={view.paper !== 'open'}
    >
      {view.happening === 'conflict' ? `${view.mark || '∅'}≠${view.theirs}` : <Values letter="" mark={view.mark} />}
    </td>
  );
}
