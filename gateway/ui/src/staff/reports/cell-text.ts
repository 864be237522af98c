import type { AnswerOf } from '../../api/operations.ts';

export type Table = AnswerOf<'reporting.previewReport'>;
export type Row = Table['rows'][number];
export type Cell = Row['cells'][number];

const decimals: Readonly<Record<string, number>> = { average: 2, percent: 1 };

/** As people read it: a decimal comma, averages with two digits, percents with one. [reports §0, types] */
export function cellText(cell: Cell | undefined, type: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return cell.text;
  const digits = decimals[type];
  return (digits === undefined ? String(cell) : cell.toFixed(digits)).replace('.', ',');
}

/** A line that says something of the row above: who left, when, by which order. */
export const isNote = (row: Row): boolean =>
  row.kind === 'left' && row.cells.filter((cell) => cell !== null && cell !== '').length === 1;
