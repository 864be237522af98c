/** The active cell and the corner opposite to it; a single cell when they meet. Rows and columns count from 0. */
export interface Selection {
  readonly row: number;
  readonly column: number;
  readonly anchorRow: number;
  readonly anchorColumn: number;
}

export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

export const selectCell = (row: number, column: number): Selection => ({
  row,
  column,
  anchorRow: row,
  anchorColumn: column,
});

export const areaOf = ({ row, column, anchorRow, anchorColumn }: Selection): Area => ({
  top: Math.min(row, anchorRow),
  bottom: Math.max(row, anchorRow),
  left: Math.min(column, anchorColumn),
  right: Math.max(column, anchorColumn),
});

export const isSingle = (selection: Selection): boolean =>
  selection.row === selection.anchorRow && selection.column === selection.anchorColumn;

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** Moves the active cell; the grid's edges hold it. Extending keeps the other corner where it is. */
export function moveSelection(
  selection: Selection,
  step: { readonly rows: number; readonly columns: number; readonly extend: boolean },
  size: GridSize,
): Selection {
  const row = within(selection.row + step.rows, size.rows);
  const column = within(selection.column + step.columns, size.columns);
  return step.extend ? { ...selection, row, column } : selectCell(row, column);
}

/** The selection after the grid has changed its size. */
export const clampSelection = (selection: Selection, size: GridSize): Selection => ({
  row: within(selection.row, size.rows),
  column: within(selection.column, size.columns),
  anchorRow: within(selection.anchorRow, size.rows),
  anchorColumn: within(selection.anchorColumn, size.columns),
});
