/** The grid's measures in CSS pixels, as the tokens and the style sheet set them. */
export const rowHeight = 24;
export const columnWidth = 28;
export const headHeight = 64;
export const leftWidth = 26 + 158;
export const totalWidths = [44, 40, 36, 36] as const;
export const rightWidth = totalWidths.reduce((sum, width) => sum + width, 0);

/** A half-open run of rows or columns. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Below so many cells everything is painted at once: scrolling then costs nothing at all. */
const wholeUpTo = 1600;
const step = 8;

export const paintsWhole = (rows: number, columns: number): boolean => rows * columns <= wholeUpTo;

/** What stands in the view and a margin around it, in steps, so that most scrolling repaints nothing. */
export function runInView(offset: number, view: number, { size, count }: { size: number; count: number }): Run {
  const first = Math.floor(offset / size / step) * step - step;
  const last = Math.ceil((offset + view) / size / step) * step + step;
  return { from: Math.max(0, first), to: Math.min(count, last) };
}

/** Where to scroll so that a cell stands between the frozen parts; undefined when it already does. */
export function scrollToShow(
  cell: { readonly start: number; readonly end: number },
  view: { readonly offset: number; readonly size: number },
): number | undefined {
  if (cell.start < view.offset) return cell.start;
  return cell.end > view.offset + view.size ? cell.end - view.size : undefined;
}
