import ExcelJS from '@protobi/exceljs';
import type { TableModel } from '@parta/contracts/values/table-model';
import { dataMoment } from '../paper/data-moment.ts';
import type { DescribedReport, Imprint } from '../reports/report-definition.ts';

type Column = TableModel['columns'][number];
type Cell = TableModel['rows'][number]['cells'][number];

const formats: Readonly<Partial<Record<Column['type'], string>>> = {
  integer: '0',
  mark: '0',
  average: '0.00',
  percent: '0.0',
  hours: '0.0',
};
const widths: Readonly<Record<Column['width'], number>> = { narrow: 6, normal: 22, wide: 38 };

/**
 * One sheet = one table: numbers as numbers, head frozen, totals as values, key and parameters in the document's properties.
 * [reports §0, layout]
 */
export async function writeSheet({ table }: DescribedReport, imprint: Imprint): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.title = table.title;
  book.subject = table.key;
  book.keywords = JSON.stringify({ ...imprint.parameters, edition: imprint.edition, checkCode: imprint.checkCode });
  book.creator = 'Парта';
  book.created = new Date(table.asOf);
  const sheet = book.addWorksheet('Ведомость', { pageSetup: { paperSize: 9, orientation: table.orientation } });
  sheet.columns = table.columns.map(({ width }) => ({ width: widths[width] }));

  const intro = [table.institution, table.title, ...table.subtitle, `${dataMoment(table)}, издание ${imprint.edition}`];
  const state = table.incomplete.length > 0 ? [`Предварительный: ${table.incomplete.join('; ')}`] : [];
  for (const line of [...intro, ...state]) sheet.addRow([line]);
  sheet.getRow(2).font = { bold: true, size: 14 };
  const headFrom = sheet.rowCount + 1;
  writeHead(sheet, table.columns);
  const bodyFrom = sheet.rowCount + 1;
  for (const row of table.rows) writeRow(sheet, row, table.columns);
  if (table.emptyReason !== null) sheet.addRow([table.emptyReason]);
  nameColumns(book, table, { from: bodyFrom, to: sheet.rowCount });
  sheet.views = [{ state: 'frozen', ySplit: bodyFrom - 1, xSplit: pinnedColumns(table.columns) }];
  frame(sheet, headFrom, table.columns.length);
  for (const note of table.footnotes) sheet.addRow([note]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const pinnedColumns = (columns: readonly Column[]): number =>
  Math.max(
    0,
    columns.findIndex((column) => column.group !== null),
  );

function writeHead(sheet: ExcelJS.Worksheet, columns: readonly Column[]): void {
  const groups = sheet.addRow(columns.map(({ group, title }) => group ?? title));
  const titles = sheet.addRow(columns.map(({ group, title }) => (group === null ? null : title)));
  for (const row of [groups, titles]) {
    row.font = { bold: true };
    row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  }
  columns.forEach(({ group }, index) => {
    const column = index + 1;
    if (group === null) return sheet.mergeCells(groups.number, column, titles.number, column);
    if (columns[index - 1]?.group === group) return;
    const span = columns.slice(index).findIndex((other) => other.group !== group);
    const last = span === -1 ? columns.length : index + span;
    if (last > column) sheet.mergeCells(groups.number, column, groups.number, last);
  });
}

function writeRow(
  sheet: ExcelJS.Worksheet,
  { kind, cells }: TableModel['rows'][number],
  columns: readonly Column[],
): void {
  const row = sheet.addRow(cells.map(valueOf));
  columns.forEach(({ type }, index) => {
    const format = formats[type];
    const cell = row.getCell(index + 1);
    if (format !== undefined && typeof cell.value === 'number') cell.numFmt = format;
    cell.alignment = { horizontal: type === 'text' ? 'left' : 'center' };
    const given = cells[index];
    if (typeof given === 'object' && given?.style === 'italic') cell.font = { italic: true };
  });
  if (kind === 'total') row.font = { bold: true };
}

const valueOf = (cell: Cell): string | number | null => (typeof cell === 'object' && cell !== null ? cell.text : cell);

/** Named ranges carry the columns' stable keys, so that a formula of somebody's own outlives a change of titles. */
function nameColumns(book: ExcelJS.Workbook, { columns }: TableModel, rows: { from: number; to: number }): void {
  if (rows.to < rows.from) return;
  columns.forEach(({ key }, index) => {
    const letter = book.worksheets[0]?.getColumn(index + 1).letter ?? 'A';
    const name = key
      .replaceAll(/[[\]]+/g, '.')
      .replaceAll(/[^\p{L}\p{N}.]/gu, '_')
      .replace(/\.$/, '');
    book.definedNames.add(`'Ведомость'!$${letter}$${rows.from}:$${letter}$${rows.to}`, `column.${name}`);
  });
}

function frame(sheet: ExcelJS.Worksheet, from: number, width: number): void {
  const line = { style: 'thin' } as const;
  for (let row = from; row <= sheet.rowCount; row++) {
    for (let column = 1; column <= width; column++) {
      sheet.getCell(row, column).border = { top: line, bottom: line, left: line, right: line };
    }
  }
}
