import { type ImportField } from './import-row.ts';

/** What a column of a sheet is taken for; a column of parents is spread over the two guardians row by row. */
export type Column = ImportField | 'fullName' | 'mother' | 'father';

export type Sheet = readonly (readonly string[])[];

export interface FoundColumns {
  /** Index of the row of headings. */
  readonly headingRow: number;
  /** Column by index. */
  readonly columns: ReadonlyMap<number, Column>;
}

const whom = / (ученика|ученицы|ученика цы|студента|студентки|обучающегося|учащегося|ребенка|воспитанника)$/;

const names: Readonly<Record<string, Column>> = {
  фамилия: 'lastName',
  имя: 'firstName',
  отчество: 'middleName',
  фио: 'fullName',
  'ф и о': 'fullName',
  'фамилия имя отчество': 'fullName',
  'фамилия имя': 'fullName',
  ученик: 'fullName',
  студент: 'fullName',
  обучающийся: 'fullName',
  учащийся: 'fullName',
  'дата рождения': 'birthDate',
  'дата рожд': 'birthDate',
  'день рождения': 'birthDate',
  'д р': 'birthDate',
  др: 'birthDate',
  мать: 'mother',
  мама: 'mother',
  'фио матери': 'mother',
  отец: 'father',
  папа: 'father',
  'фио отца': 'father',
};

const guardian =
  /^(?:фио )?(?:законный представитель|законного представителя|представитель|представителя|родитель|родителя|опекун|опекуна|родитель законный представитель)(?: фио)? ?([12])?$/;
const relation = /^(?:кем приходится|степень родства|родство|отношение)(?: представителя| родителя)? ?([12])?$/;

const normal = (heading: string): string =>
  heading
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();

/** What one heading means, in the spellings that schools use. Pure. */
export function columnOf(heading: string): Column | undefined {
  const text = normal(heading);
  const known = names[text] ?? names[text.replace(whom, '')];
  if (known) return known;
  const guardianMatch = guardian.exec(text);
  if (guardianMatch) return guardianMatch[1] === '2' ? 'guardian2Name' : 'guardian1Name';
  const relationMatch = relation.exec(text);
  if (relationMatch) return relationMatch[1] === '2' ? 'guardian2Relation' : 'guardian1Relation';
  return undefined;
}

const HEADING_ROWS = 15;

/** The row of headings among the first rows of a sheet: the first that names whole persons. Undefined if there is none. Pure. */
export function findColumns(sheet: Sheet): FoundColumns | undefined {
  for (const [headingRow, row] of sheet.slice(0, HEADING_ROWS).entries()) {
    const columns = new Map<number, Column>();
    for (const [index, heading] of row.entries()) {
      const column = columnOf(heading);
      if (column && ![...columns.values()].includes(column)) columns.set(index, column);
    }
    const found = new Set(columns.values());
    if (found.has('fullName') || (found.has('lastName') && found.has('firstName'))) return { headingRow, columns };
  }
  return undefined;
}
