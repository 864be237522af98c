import { z } from 'zod';

const fields = [
  'lastName',
  'firstName',
  'middleName',
  'birthDate',
  'guardian1Name',
  'guardian1Relation',
  'guardian2Name',
  'guardian2Relation',
] as const;

export const ImportField = z.enum(fields);
export type ImportField = z.infer<typeof ImportField>;

/** What a row says, as text, before anybody has judged it. */
export type RowValues = Readonly<Partial<Record<ImportField, string>>>;

export const RowProblem = z.object({ field: ImportField.nullable(), code: z.string(), message: z.string() });
export type RowProblem = z.infer<typeof RowProblem>;

export const RowState = z.enum(['new', 'known', 'wrong', 'imported']);
export type RowState = z.infer<typeof RowState>;

/** One row of a preview. */
export interface ImportRow {
  /** Line of the sheet, as a person counts. */
  readonly line: number;
  readonly values: RowValues;
  readonly state: RowState;
  readonly problems: readonly RowProblem[];
}

/** At most so many rows of students in one file. */
export const MAX_ROWS = 2000;
