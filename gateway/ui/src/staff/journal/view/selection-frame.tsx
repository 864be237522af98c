import { type RefObject, useEffect, useRef } from 'react';
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

  const frames = useClip(box);
  const area = areaOf(selection);
  const right = Math.min(area.right, lessons - 1);
  // moved by the compositor: the table beneath is not painted again
  const place = (top: number, left: number, bottom: number, end: number) => ({
    transform: `translate(${leftWidth + left * columnWidth}px, ${headHeight + top * rowHeight}px)`,
    height: (bottom - top + 1) * rowHeight,
    width: (end - left + 1) * columnWidth,
  });
  return (
    <div className={styles['frames']} ref={frames} aria-hidden="true">
      {!isSingle(selection) && right >= area.left && (
        <div className={styles['area']} style={place(area.top, area.left, area.bottom, right)} />
      )}
      {column < lessons && <div className={styles['active']} style={place(row, column, row, column)} />}
    </div>
  );
}

/** On a narrow screen only the names stay; the sums go away with the lessons. */
const isNarrow = (box: HTMLElement): boolean => box.clientWidth < 560;

/** Every row is painted on its own, so the frames lie over the frozen columns too: what would be there is cut off. */
function useClip(box: RefObject<HTMLElement | null>): RefObject<HTMLDivElement | null> {
  const frames = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const clip = () => {
      if (!frames.current) return;
      const hidden = frames.current.clientWidth - element.scrollLeft - element.clientWidth;
      const right = isNarrow(element) ? 0 : Math.max(0, hidden) + rightWidth;
      frames.current.style.clipPath = `inset(0 ${right}px 0 ${element.scrollLeft + leftWidth}px)`;
    };
    clip();
    const observer = new ResizeObserver(clip);
    observer.observe(element);
    // more lessons make the paper wider
    if (frames.current) observer.observe(frames.current);
    element.addEventListener('scroll', clip, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', clip);
    };
  }, [box]);
  return frames;
}

function showCell(box: HTMLElement, { row, column, lessons }: { row: number; column: number; lessons: number }): void {
  const narrow = isNarrow(box);
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
