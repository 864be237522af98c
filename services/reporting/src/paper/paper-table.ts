import { type Child, type Html, html } from '@parta/chassis/html/html';
import type { TableModel } from '@parta/contracts/values/table-model';
import { isNote, type PaperPage } from './lay-out.ts';

type Column = TableModel['columns'][number];
type Row = TableModel['rows'][number];
type Cell = Row['cells'][number];

/** The columns and rows of one page as a table with its own head. */
export function tableOnPage(table: TableModel, page: PaperPage): Html {
  const shown = page.columns.map(({ index }) => index);
  const width = page.columns.reduce((total, column) => total + column.widthMm, 0);
  return html`<table style="width:${width.toFixed(1)}mm">
    <colgroup>${page.columns.map(({ widthMm }) => html`<col style="width:${widthMm.toFixed(1)}mm">`)}</colgroup>
    <thead>${headRows(table.columns, shown)}</thead>
    <tbody>${page.rows.map((index) => bodyRow(table, index, page.columns))}</tbody>
  </table>`;
}

function headRows(columns: readonly Column[], shown: readonly number[]): Child {
  const grouped = shown.some((index) => columns[index]?.group !== null);
  const cells = shown.flatMap((index): [Column, number][] => {
    const column = columns[index];
    return column ? [[column, index]] : [];
  });
  const below = cells.filter(([column]) => column.group !== null);
  return [
    html`<tr>${cells.map(([column, index], place) => {
      if (column.group === null)
        return html`<th scope="col" rowspan="${grouped ? 2 : 1}" class="upright${edge(columns, index)}">${column.title}</th>`;
      if (place > 0 && cells[place - 1]?.[0].group === column.group) return null;
      const span = cells.filter(([other]) => other.group === column.group).length;
      return html`<th scope="colgroup" colspan="${span}" class="group edge">${column.group}</th>`;
    })}</tr>`,
    below.length > 0 &&
      html`<tr>${below.map(([column, index]) => html`<th scope="col" class="title${edge(columns, index)}">${column.title}</th>`)}</tr>`,
  ];
}

/** A stronger line where another subject begins. */
function edge(columns: readonly Column[], index: number): string {
  const own = columns[index]?.group ?? null;
  const before = columns[index - 1];
  const begins =
    before !== undefined && (before.group !== own || own === null) && (own !== null || before.group !== null);
  return begins ? ' edge' : '';
}

function bodyRow(table: TableModel, index: number, shown: PaperPage['columns']): Html {
  const row = table.rows[index];
  if (!row) return html``;
  const fifth = (index + 1) % 5 === 0 ? ' fifth' : '';
  if (isNote(row)) {
    const note = textOf(row.cells.find((cell) => cell !== null) ?? null);
    return html`<tr class="note left${fifth}"><td></td><td colspan="${shown.length - 1}">${note}</td></tr>`;
  }
  return html`<tr class="${row.kind}${fifth}">${shown.map(({ index: at, widthMm }) => {
    const column = table.columns[at];
    return column && bodyCell(row.cells[at] ?? null, { column, widthMm, border: edge(table.columns, at) });
  })}</tr>`;
}

interface Place {
  readonly column: Column;
  readonly widthMm: number;
  readonly border: string;
}

function bodyCell(cell: Cell, { column, widthMm, border }: Place): Html {
  const text = textOf(cell, column.type);
  const style = typeof cell === 'object' && cell !== null ? ` ${cell.style ?? ''}` : '';
  const isText = column.type === 'text';
  const size = sizeOf(text, isText ? widthMm - 2.6 : widthMm - 0.4);
  const quiet = text === '·' || text === '×' ? ' quiet' : '';
  const classes = `${column.type}${size}${quiet}${border}${style}`;
  return isText && column.width === 'wide'
    ? html`<th scope="row" class="${classes}">${text}</th>`
    : html`<td class="${classes}">${text}</td>`;
}

/** Millimetres that a letter takes on the average in 9 pt and in 7.6 pt. */
const LETTER_MM = { normal: 1.68, small: 1.42 } as const;

/** A long name is set smaller, then on two lines, so that its row stays as high as the others. */
function sizeOf(text: string, roomMm: number): string {
  if (text.length * LETTER_MM.normal <= roomMm) return '';
  return text.length * LETTER_MM.small <= roomMm ? ' small' : ' smallest';
}

const decimals: Readonly<Partial<Record<Column['type'], number>>> = { average: 2, percent: 1 };

/** As people read it: a decimal comma on paper, a point only in XLSX. [reports §0, types] */
function textOf(cell: Cell, type: Column['type'] = 'text'): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.text;
  if (typeof cell === 'string') return cell;
  const digits = decimals[type];
  return (digits === undefined ? String(cell) : cell.toFixed(digits)).replace('.', ',');
}
