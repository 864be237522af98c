import type { TableModel } from '@parta/contracts/values/table-model';
import { leastWidth, splitColumns, widthOf } from './split-columns.ts';
import { splitRows } from './split-rows.ts';

/** One page of paper: which columns and rows of the model stand on it. */
export interface PaperPage {
  readonly columns: readonly { readonly index: number; readonly widthMm: number }[];
  readonly rows: readonly number[];
  readonly first: boolean;
  readonly last: boolean;
}

/** A4 less margins of 20 mm left and 10 mm elsewhere, and half a millimetre for the outer line. [reports §0, layout] */
const sizes = { landscape: { width: 266.5, height: 190 }, portrait: { width: 179.5, height: 277 } } as const;
export const ROW_MM = 6;
/** Two lines of a subject's name, one of period names, borders. */
const TABLE_HEAD_MM = 15;
const CAPTION_MM = 7;
const SIGNATURES_MM = 46;
const FOOTNOTE_MM = 4;
/** As wide as a column grows to when there is room. */
const MOST_MM: Readonly<Record<keyof typeof leastWidth, number>> = { narrow: 8, normal: 45, wide: 74 };

/** Millimetres of the first page's head: institution, title, one line of parameters. */
const headHeight = ({ institution, title }: TableModel): number =>
  22 + (institution.length > 105 ? 5 : 0) + (title.length > 85 ? 7 : 0);

export function layOut(model: TableModel): readonly PaperPage[] {
  const { width, height } = sizes[model.orientation];
  const { pinned, pages } = splitColumns(model.columns, width);
  const rowsIn = (millimetres: number): number => Math.floor((millimetres - TABLE_HEAD_MM) / ROW_MM);
  const first = rowsIn(height - headHeight(model));
  const next = rowsIn(height - CAPTION_MM);
  const notes = model.footnotes.length + model.incomplete.length / 6 + 1;
  const closing = Math.ceil((SIGNATURES_MM + notes * FOOTNOTE_MM) / ROW_MM);
  const laid = pages.flatMap((columns, column) => {
    const last = column === pages.length - 1;
    const room = { first: column === 0 ? first : next, next, closing: last ? closing : 0 };
    const indices = [...pinned, ...columns];
    return rowPages(model.rows, splitRows(model.rows.length, room)).map((rows) => ({
      columns: spread(indices, model.columns, width),
      rows,
    }));
  });
  return laid.map((page, index) => ({ ...page, first: index === 0, last: index === laid.length - 1 }));
}

function rowPages(rows: TableModel['rows'], lengths: readonly number[]): readonly (readonly number[])[] {
  let from = 0;
  return lengths.map((length, page) => {
    let to = page === lengths.length - 1 ? rows.length : Math.min(rows.length, from + length);
    // the line about a pupil who left stays below the pupil
    if (to > from + 1 && to < rows.length && isNote(rows[to])) to -= 1;
    const here = Array.from({ length: to - from }, (_, index) => from + index);
    from = to;
    return here;
  });
}

/** A row that says something of the row above: only one cell of it is filled. */
export const isNote = (row: TableModel['rows'][number] | undefined): boolean =>
  row?.kind === 'left' && row.cells.filter((cell) => cell !== null).length === 1;

/** Gives what is left of the page to the columns, up to a width that still looks like a table. */
function spread(indices: readonly number[], columns: TableModel['columns'], width: number): PaperPage['columns'] {
  const growth = indices.map((index) => {
    const kind = columns[index]?.width ?? 'narrow';
    return MOST_MM[kind] - leastWidth[kind];
  });
  const wanted = growth.reduce((total, each) => total + each, 0);
  const share = Math.min(1, Math.max(0, (width - widthOf(indices, columns)) / (wanted || 1)));
  return indices.map((index, place) => ({
    index,
    widthMm: Math.floor((leastWidth[columns[index]?.width ?? 'narrow'] + (growth[place] ?? 0) * share) * 10) / 10,
  }));
}
