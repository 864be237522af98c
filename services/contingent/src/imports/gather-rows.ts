import type { Column, FoundColumns, Sheet } from './find-columns.ts';
import { type ImportField, type RowValues } from './import-row.ts';
import { relationWords, splitFullName, splitRelation } from './parse-person-name.ts';

const CELL_LENGTH = 200;

/** The rows below the headings that say anything, with the line that a person sees. Pure. */
export function gatherRows(sheet: Sheet, found: FoundColumns): readonly { line: number; values: RowValues }[] {
  return sheet.flatMap((row, index) => {
    if (index <= found.headingRow) return [];
    const cells = new Map<Column, string>();
    for (const [at, column] of found.columns) {
      const text = (row[at] ?? '').trim().slice(0, CELL_LENGTH);
      if (text !== '') cells.set(column, text);
    }
    return cells.size === 0 ? [] : [{ line: index + 1, values: valuesOf(cells) }];
  });
}

function valuesOf(cells: ReadonlyMap<Column, string>): RowValues {
  const full = cells.get('fullName');
  const split = full === undefined ? undefined : splitFullName(full);
  const values: Record<string, string | undefined> = {
    lastName: cells.get('lastName') ?? split?.lastName,
    firstName: cells.get('firstName') ?? split?.firstName,
    middleName: cells.get('middleName') ?? split?.middleName,
    birthDate: cells.get('birthDate'),
  };
  for (const [index, { name, relation }] of guardiansOf(cells).entries()) {
    values[`guardian${index + 1}Name`] = name;
    values[`guardian${index + 1}Relation`] = relation;
  }
  return Object.fromEntries(Object.entries(values).filter(([, text]) => text !== undefined && text !== ''));
}

/** At most two, in the order mother, father, others; the relation from the column, or written behind the name. */
function guardiansOf(cells: ReadonlyMap<Column, string>): readonly { name: string; relation: string }[] {
  const named = (column: Column, relation: string): readonly { name: string; relation: string }[] => {
    const text = cells.get(column);
    if (text === undefined) return [];
    const split = splitRelation(text);
    return [{ name: split.name, relation: relation || split.relation }];
  };
  const relationIn = (column: ImportField): string => cells.get(column) ?? '';
  return [
    ...named('mother', relationWords.mother),
    ...named('father', relationWords.father),
    ...named('guardian1Name', relationIn('guardian1Relation')),
    ...named('guardian2Name', relationIn('guardian2Relation')),
  ].slice(0, 2);
}
