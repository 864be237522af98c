import type { Knex } from 'knex';
import { z } from 'zod';
import { notFound } from '@parta/chassis/errors';
import type { importsContract } from '@parta/contracts/http/contingent/imports';
import type { Success } from '@parta/contracts/kernel/operation';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { insertRows } from '../insert-store.ts';
import { fullNameKey, nameKey } from '../people/name-key.ts';
import type { KnownStudent } from './check-rows.ts';
import { ImportField, type ImportRow, RowProblem, RowState } from './import-row.ts';
import { readRow } from './read-row.ts';

export type ImportPreview = Success<(typeof importsContract)['getImport']>;

const ImportHeadRow = z
  .object({ id: z.uuid(), class_id: z.uuid(), file_name: z.string(), state: z.enum(['preview', 'applied']) })
  .transform((row) => ({ id: row.id, classId: row.class_id, fileName: row.file_name, state: row.state }));
export type ImportHead = z.infer<typeof ImportHeadRow>;

const ImportLineRow = z
  .object({
    line: z.int(),
    row_values: z.partialRecord(ImportField, z.string()),
    state: RowState,
    problems: z.array(RowProblem),
  })
  .transform(({ row_values, ...row }) => ({ ...row, values: row_values }));

/** Locks an import, so that mending and applying it never run side by side. @throws DomainError `import-not-found` */
export async function lockImport(trx: Knex.Transaction, importId: string): Promise<ImportHead> {
  const row: unknown = await trx('class_import')
    .where({ id: importId })
    .forUpdate()
    .first('id', 'class_id', 'file_name', 'state');
  if (row === undefined) throw notFound('import-not-found');
  return ImportHeadRow.parse(row);
}

export async function loadImportRows(
  trx: Knex.Transaction,
  importId: string,
): Promise<z.infer<typeof ImportLineRow>[]> {
  const rows: unknown = await trx('class_import_row')
    .where({ import_id: importId })
    .orderBy('line')
    .select('line', 'row_values', 'state', 'problems');
  return z.array(ImportLineRow).parse(rows);
}

/** @throws DomainError `import-not-found` */
export async function loadPreview(trx: Knex.Transaction, importId: string): Promise<ImportPreview> {
  const row: unknown = await trx('class_import').where({ id: importId }).first('id', 'class_id', 'file_name', 'state');
  if (row === undefined) throw notFound('import-not-found');
  const { fileName, state } = ImportHeadRow.parse(row);
  const rows = await loadImportRows(trx, importId);
  const count = (wanted: RowState): number => rows.filter((one) => one.state === wanted).length;
  const counts = { new: count('new'), known: count('known'), wrong: count('wrong'), imported: count('imported') };
  return { importId, fileName, state, rows, counts };
}

export async function insertImportRows(
  trx: Knex.Transaction,
  institutionId: string,
  { importId, rows }: { importId: string; rows: readonly ImportRow[] },
): Promise<void> {
  const records = rows.map(({ line, values, state, problems }) => ({
    institution_id: institutionId,
    import_id: importId,
    line,
    row_values: JSON.stringify(values),
    state,
    problems: JSON.stringify(problems),
  }));
  await insertRows(trx, 'class_import_row', records);
}

/** Writes values, states and problems of these rows in one statement. */
export async function updateImportRows(
  trx: Knex.Transaction,
  importId: string,
  rows: readonly ImportRow[],
): Promise<void> {
  await trx.raw(
    `update class_import_row set row_values = judged.row_values, state = judged.state, problems = judged.problems
     from unnest(?::int[], ?::jsonb[], ?::text[], ?::jsonb[]) as judged (line, row_values, state, problems)
     where import_id = ? and class_import_row.line = judged.line`,
    [
      rows.map(({ line }) => line),
      rows.map(({ values }) => JSON.stringify(values)),
      rows.map(({ state }) => state),
      rows.map(({ problems }) => JSON.stringify(problems)),
      importId,
    ],
  );
}

const KnownRow = z.object({
  id: z.uuid(),
  last_name: z.string(),
  first_name: z.string(),
  middle_name: z.string().nullable(),
  birth_date: CalendarDate.nullable(),
  class_id: z.uuid().nullable(),
  class_name: z.string().nullable(),
});

/** Students who are here under a surname of the file, each with the class that they are in or are going to be in. */
export async function loadNamesakes(
  trx: Knex.Transaction,
  rows: readonly Pick<ImportRow, 'values'>[],
  today: CalendarDate,
): Promise<readonly KnownStudent[]> {
  const surnames = rows.flatMap(({ values }) => {
    const { student } = readRow(values, today);
    return student ? [nameKey(student.name.lastName)] : [];
  });
  const { rows: found } = await trx.raw<{ rows: unknown[] }>(
    `select person.id, last_name, first_name, middle_name, birth_date, class.id as class_id, class.name as class_name
     from person
     left join membership on membership.institution_id = person.institution_id and student_id = person.id
       and (valid_to is null or valid_to > ?)
     left join class on class.institution_id = membership.institution_id and class.id = class_id
     where last_key = any(?) and kinds @> array['student']`,
    [today, [...new Set(surnames)]],
  );
  return z
    .array(KnownRow)
    .parse(found)
    .map((row) => ({
      id: row.id,
      nameKey: fullNameKey({ lastName: row.last_name, firstName: row.first_name, middleName: row.middle_name }),
      birthDate: row.birth_date,
      classId: row.class_id,
      className: row.class_name,
    }));
}
