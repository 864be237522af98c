import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { GridColumn } from '../model/page-model.ts';
import { selectCell } from '../model/selection.ts';
import { columnWidth, leftWidth, paintsWhole, rowHeight, type Run, runInView, totalWidths } from './geometry.ts';
import { edgesOf, GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { useJournal, useJournalState } from './journal-context.ts';
import { SelectionFrame } from './selection-frame.tsx';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

interface Props {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly table: RefObject<HTMLTableElement | null>;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onCopy: (data: DataTransfer) => void;
  readonly onPaste: (text: string) => void;
}

/** The grid itself. It renders anew only when the page's columns or the window of visible cells change. */
export function Grid({ box, table, onKey, onCopy, onPaste }: Props) {
  const { t } = useTexts('journal');
  const store = useJournal();
  const columns = useJournalState((state) => state.model.columns);
  const { model } = store.getState();
  const edges = useMemo(() => edgesOf({ ...store.getState().model, columns }), [store, columns]);
  const { rows, cols } = useVisible(box, model.students.length, columns.length - 1);
  const drag = useDrag(box);
  const period = model.page.periods.find((one) => one.id === model.page.periodId);
  return (
    <div className={styles['box']} ref={box}>
      <div className={styles['paper']}>
        <table
          ref={table}
          className={styles['g']}
          style={{
            width: leftWidth + (columns.length - 1) * columnWidth + totalWidths.reduce((sum, width) => sum + width, 0),
          }}
          role="grid"
          // the grid is one stop of Tab; arrows move inside it
          tabIndex={0}
          aria-label={t('gridLabel', {
            group: model.page.page.groupName,
            subject: model.page.page.subjectName,
            period: period?.name ?? '',
          })}
          aria-rowcount={model.students.length + 3}
          aria-colcount={columns.length + 5}
          aria-multiselectable="true"
          onKeyDown={onKey}
          onCopy={(event) => {
            event.preventDefault();
            onCopy(event.clipboardData);
          }}
          onPaste={(event) => {
            event.preventDefault();
            onPaste(event.clipboardData.getData('text/plain'));
          }}
          {...drag}
        >
          <Widths columns={columns} />
          <GridHead model={model} />
          <tbody>
            {rows.from > 0 && <Gap height={rows.from * rowHeight} columns={columns.length + 5} />}
            {model.students.slice(rows.from, rows.to).map((student, index) => (
              <GridRow
                key={student.studentId}
                row={rows.from + index}
                {...{ student, columns, edges, from: cols.from, to: cols.to }}
              />
            ))}
            {rows.to < model.students.length && (
              <Gap height={(model.students.length - rows.to) * rowHeight} columns={columns.length + 5} />
            )}
          </tbody>
        </table>
        <SelectionFrame box={box} table={table} />
      </div>
    </div>
  );
}

function Widths({ columns }: { columns: readonly GridColumn[] }) {
  return (
    <colgroup>
      <col style={{ width: 26 }} />
      <col style={{ width: leftWidth - 26 }} />
      {columns.slice(0, -1).map((column) => (
        <col key={column.key} style={{ width: columnWidth }} />
      ))}
      {totalWidths.map((width, index) => (
        <col key={index} style={{ width }} />
      ))}
    </colgroup>
  );
}

const Gap = ({ height, columns }: { height: number; columns: number }) => (
  <tr aria-hidden="true">
    <td className={styles['gap']} colSpan={columns} style={{ height }} />
  </tr>
);

/** Rows and columns to paint: all of a small page, the visible part of a large one. */
function useVisible(
  box: RefObject<HTMLElement | null>,
  rowCount: number,
  columnCount: number,
): { rows: Run; cols: Run } {
  const whole = paintsWhole(rowCount, columnCount);
  const [visible, setVisible] = useState({ rows: { from: 0, to: 40 }, cols: { from: 0, to: 48 } });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || whole) return;
    const measure = () => {
      const rows = runInView(element.scrollTop, element.clientHeight, { size: rowHeight, count: rowCount });
      const cols = runInView(element.scrollLeft, element.clientWidth, { size: columnWidth, count: columnCount });
      setVisible((old) => (sameRun(old.rows, rows) && sameRun(old.cols, cols) ? old : { rows, cols }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box, whole, rowCount, columnCount]);
  return whole ? { rows: { from: 0, to: rowCount }, cols: { from: 0, to: columnCount } } : visible;
}

const sameRun = (a: Run, b: Run): boolean => a.from === b.from && a.to === b.to;

/** A click selects, a drag or Shift extends. */
function useDrag(box: RefObject<HTMLElement | null>) {
  const store = useJournal();
  const dragging = useRef(false);
  useEffect(() => {
    const end = () => {
      dragging.current = false;
    };
    addEventListener('pointerup', end);
    return () => removeEventListener('pointerup', end);
  }, []);
  const cellAt = (event: PointerEvent): readonly [number, number] | undefined => {
    const cell = (event.target as Element).closest('td[id^="cell-"]');
    const [, row, column] = cell?.id.split('-') ?? [];
    return row !== undefined && column !== undefined && box.current ? [Number(row), Number(column)] : undefined;
  };
  const extend = (row: number, column: number) =>
    store.dispatch({ type: 'select', selection: { ...store.selection(), row, column } });
  return {
    onPointerDown(event: PointerEvent) {
      const cell = cellAt(event);
      if (!cell || event.button !== 0) return;
      if (event.shiftKey) extend(...cell);
      else store.dispatch({ type: 'select', selection: selectCell(...cell) });
      dragging.current = event.pointerType === 'mouse';
    },
    onPointerOver(event: PointerEvent) {
      const cell = dragging.current ? cellAt(event) : undefined;
      if (cell) extend(...cell);
    },
  };
}
