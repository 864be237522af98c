import type { Field, ImportRow } from './row-filter.ts';

/** Headings that the import knows again when the mended file is loaded. */
const headings: readonly (readonly [Field, string])[] = [
  ['lastName', 'Фамилия'],
  ['firstName', 'Имя'],
  ['middleName', 'Отчество'],
  ['birthDate', 'Дата рождения'],
  ['guardian1Name', 'Представитель 1'],
  ['guardian1Relation', 'Родство 1'],
  ['guardian2Name', 'Представитель 2'],
  ['guardian2Relation', 'Родство 2'],
];

// a spreadsheet would run a text that begins like a formula
const quoted = (text: string): string => `"${(/^[=+@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The wrong rows with their reasons as CSV that Excel opens, to mend and load again. */
export function refusedRows(rows: readonly ImportRow[]): Blob {
  const lines = rows
    .filter(({ state }) => state === 'wrong')
    .map(({ values, problems }) => [
      ...headings.map(([field]) => values[field] ?? ''),
      problems.map(({ message }) => message).join('; '),
    ]);
  const table = [[...headings.map(([, heading]) => heading), 'Причина'], ...lines];
  const text = table.map((line) => line.map(quoted).join(';')).join('\r\n');
  return new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' });
}
