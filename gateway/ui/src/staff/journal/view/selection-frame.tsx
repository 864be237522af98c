import { type RefObject, useEffect } from 'react';
import { areaOf, isSingle } from '../model/selection.ts';
import { cellId } from './grid-cell.tsx';
import { columnWidth, headHeight, leftWidth, rightWidth, rowHeight, scrollToShow } from './geometry.ts';
import { useJournal, useSelection } from './journal-context.ts';
import styles from './journal.module.css';

/** The frames over the cells: moving them repaints no cell. Also keeps the active cell in view and named for readers. */
export function SelectionFrame({
  box,
  table,
}: {
  box: RefObject<HTMLElement | null>;
  table: RefObject<HTMLElement | null>;
}) {
  const store = useJournal();
  const selection = useSelection((one) => one);
  const { columns } = store.getState().model;
  const lessons = columns.length - 1;
  const { row, column } = selection;

  useEffect(() => {
    table.current?.setAttribute('aria-activedescendant', cellId(row, column));
    if (box.current) showCell(box.current, { row, column, lessons });
  }, [box, table, row, column, lessons]);

  const area = areaOf(selection);
  const right = Math.min(area.right, lessons - 1);
  // moved by the compositor: the table beneath is not painted again
  const place = (top: number, left: number, bottom: number, end: number) => ({
    transform: `translate(${leftWidth + left * columnWidth}px, ${headHeight + top * rowHeight}px)`,
    height: (bottom - top + 1) * rowHeight,
    width: (end - left + 1) * columnWidth,
  });
  return (
    <div className={styles['frames']} aria-hidden="true">
      {!isSingle(selection) && right >= area.left && (
        <div className={styles['area']} style={place(area.top, area.left, area.bottom, right)} />
      )}
      {column < lessons && <div className={styles['active']} style={place(row, column, row, column)} />}
    </div>
  );
}

function showCell(box: HTMLElement, { row, column, lessons }: { row: number; column: number; lessons: number }): void {
  const narrow = box.clientWidth < 560;
  const vertical = scrollToShow(
    { start: row * rowHeight, end: (row + 1) * rowHeight },
    { offset: box.scrollTop, size: box.clientHeight - headHeight },
  );
  if (vertical !== undefined) box.scrollTop = vertical;
  if (column >= lessons && !narrow) return;
  const horizontal = scrollToShow(
    { start: column * columnWidth, end: (column + 1) * columnWidth },
    { offset: box.scrollLeft, size: box.clientWidth - leftWidth - (narrow ? 0 : rightWidth) },
  );
  if (horizontal !== undefined) box.scrollLeft = horizontal;
}
