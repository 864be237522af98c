interface Column {
  readonly key: string;
  readonly title: string;
  readonly group: string | null;
}

export interface HeadCell {
  readonly key: string;
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
}

/** Index of every column that begins a group: a stronger line stands before it. */
export const groupStarts = (columns: readonly Column[]): ReadonlySet<number> =>
  new Set(columns.flatMap(({ group }, index) => (index > 0 && columns[index - 1]?.group !== group ? [index] : [])));

/** One row of heads, or two where columns share a heading: the groups above, their columns below. */
export function headRows(columns: readonly Column[]): readonly (readonly HeadCell[])[] {
  const single = (column: Column, rows: number): HeadCell => ({
    key: column.key,
    title: column.title,
    columns: 1,
    rows,
  });
  if (columns.every(({ group }) => group === null)) return [columns.map((column) => single(column, 1))];
  const above: HeadCell[] = [];
  for (const [index, column] of columns.entries()) {
    if (column.group === null) above.push(single(column, 2));
    else if (columns[index - 1]?.group !== column.group) {
      const after = columns.slice(index).findIndex(({ group }) => group !== column.group);
      const width = after === -1 ? columns.length - index : after;
      above.push({ key: `group ${column.key}`, title: column.group, columns: width, rows: 1 });
    }
  }
  return [above, columns.filter(({ group }) => group !== null).map((column) => single(column, 1))];
}
