import type { AnswerOf } from '../../api/operations.ts';

export type Preview = AnswerOf<'contingent.previewImport'>;
export type ImportRow = Preview['rows'][number];
export type Field = NonNullable<ImportRow['problems'][number]['field']>;

export const filters = ['all', 'wrong', 'known', 'new'] as const;
export type Filter = (typeof filters)[number];

export const isFilter = (text: string | undefined): text is Filter => filters.some((filter) => filter === text);

/** Rows of one kind; what was imported stands with what was ready. */
export const filtered = (rows: readonly ImportRow[], filter: Filter): readonly ImportRow[] =>
  filter === 'all' ? rows : rows.filter((row) => kindOf(row) === filter);

export const counted = (rows: readonly ImportRow[], filter: Filter): number => filtered(rows, filter).length;

const kindOf = ({ state }: ImportRow): Filter => (state === 'imported' ? 'new' : state);

/** The preview with one mended row; the others keep their places. */
export function withRow(preview: Preview, mended: ImportRow): Preview {
  const rows = preview.rows.map((row) => (row.line === mended.line ? mended : row));
  const of = (state: ImportRow['state']): number => rows.filter((row) => row.state === state).length;
  return {
    ...preview,
    rows,
    counts: { new: of('new'), known: of('known'), wrong: of('wrong'), imported: of('imported') },
  };
}

/** Line of the next wrong row after `line`, from the top again behind the last; none when all are right. */
export function nextWrong(rows: readonly ImportRow[], line: number): number | undefined {
  const wrong = rows.filter(({ state }) => state === 'wrong');
  return (wrong.find((row) => row.line > line) ?? wrong[0])?.line;
}
