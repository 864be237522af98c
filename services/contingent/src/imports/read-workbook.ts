import { type CellObject, read, SSF, type WorkSheet } from '@e965/xlsx';
import { checkArchive } from './check-archive.ts';
import { MAX_ROWS } from './import-row.ts';

const SHEETS = 5;
const COLUMNS = 60;
/** Headings and a row more than allowed, so that too many can be told from just enough. */
const SHEET_ROWS = MAX_ROWS + 50;

/** The first sheets of a workbook as text. Formulas are never worked out: such a cell reads as its formula. @throws Error */
export function readWorkbook(bytes: Buffer): string[][][] {
  checkArchive(bytes);
  const book = read(bytes, {
    ...{ type: 'buffer', dense: true, sheetRows: SHEET_ROWS, cellNF: true, cellFormula: true },
    ...{ cellHTML: false, cellText: false, bookVBA: false, bookDeps: false },
  });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const names = book.SheetNames.filter((_, index) => !book.Workbook?.Sheets?.[index]?.Hidden).slice(0, SHEETS);
  return names.flatMap((name) => {
    const sheet = book.Sheets[name];
    return sheet ? [textOf(sheet, date1904)] : [];
  });
}

function textOf(sheet: WorkSheet, date1904: boolean): string[][] {
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  return Array.from(rows, (row) => Array.from((row ?? []).slice(0, COLUMNS), (cell) => cellText(cell, date1904)));
}

/** Of SheetJS's own declarations these two are untyped. */
const formats = SSF as {
  is_date(format: string): boolean;
  parse_date_code(serial: number, options: { date1904: boolean }): { d: number; m: number; y: number };
};

function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell || cell.v === undefined || cell.t === 'e') return '';
  if (cell.f !== undefined) return `=${cell.f}`;
  if (typeof cell.v !== 'number') return String(cell.v);
  if (!formats.is_date(String(cell.z ?? ''))) return String(cell.v);
  const { d, m, y } = formats.parse_date_code(cell.v, { date1904 });
  return `${String(d).padStart(2, '0')}.${String(m).padStart(2, '0')}.${y}`;
}
