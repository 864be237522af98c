import type { Knex } from 'knex';
import { z } from 'zod';
import { failureOf } from './problem-message.ts';

export const kinds = [
  'teachers',
  'subjects',
  'classes',
  'subgroups',
  'teachingGroups',
  'rooms',
  'bells',
  'entries',
] as const;
export type Kind = (typeof kinds)[number];
export const stages = ['reading', 'staff', 'classes', 'subjects', 'teaching-groups', 'timetable', 'done'] as const;
export type Stage = (typeof stages)[number];

const Counted = z.object({ found: z.int(), created: z.int(), kept: z.int() });
export type Counts = Record<Kind, z.infer<typeof Counted>>;
const Told = z.object({ line: z.int(), element: z.string(), name: z.string(), code: z.string(), message: z.string() });
export type ToldProblem = z.infer<typeof Told>;

const ImportRow = z
  .object({
    id: z.uuid(),
    file_name: z.string(),
    digest: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    stage: z.enum(stages),
    progress: z.number(),
    counts: z.record(z.enum(kinds), Counted),
    problems: z.array(Told),
    timetable_version_id: z.uuid().nullable(),
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .transform(({ id, file_name, timetable_version_id, ...row }) => ({
    ...row,
    importId: id,
    fileName: file_name,
    timetableVersionId: timetable_version_id,
  }));
export type ImportState = z.infer<typeof ImportRow>;

/** Newest first. */
export async function loadImports(trx: Knex.Transaction): Promise<ImportState[]> {
  return z.array(ImportRow).parse(await trx('timetable_import').orderBy('id', 'desc').limit(100));
}

export async function findImport(trx: Knex.Transaction, id: string): Promise<ImportState | undefined> {
  const row: unknown = await trx('timetable_import').where({ id }).first();
  return row === undefined ? undefined : ImportRow.parse(row);
}

export async function insertImport(
  trx: Knex.Transaction,
  { institutionId, at }: { readonly institutionId: string; readonly at: Date },
  { importId, fileName, digest }: Pick<ImportState, 'importId' | 'fileName' | 'digest'>,
): Promise<void> {
  const nothing = Object.fromEntries(kinds.map((kind) => [kind, { found: 0, created: 0, kept: 0 }]));
  await trx('timetable_import').insert({
    institution_id: institutionId,
    id: importId,
    file_name: fileName,
    digest,
    state: 'running',
    stage: 'reading',
    progress: 0,
    counts: JSON.stringify(nothing),
    problems: '[]',
    started_at: at,
  });
}

export type ImportChange = Partial<Omit<ImportState, 'importId' | 'fileName' | 'digest'>>;

/** Changes an import that still runs; one that was given up stays so. */
export async function updateImport(trx: Knex.Transaction, id: string, change: ImportChange): Promise<void> {
  const { counts, problems, timetableVersionId, failure, ...plain } = change;
  await trx('timetable_import')
    .where({ id, state: 'running' })
    .update({
      ...plain,
      ...(counts && { counts: JSON.stringify(counts) }),
      ...(problems && { problems: JSON.stringify(problems) }),
      ...(timetableVersionId !== undefined && { timetable_version_id: timetableVersionId }),
      ...(failure && { failure: JSON.stringify(failure) }),
    });
}

/** Rows that a process left running when it died. */
export async function giveUpImports(trx: Knex.Transaction): Promise<void> {
  await trx('timetable_import')
    .where({ state: 'running' })
    .update({ state: 'failed', failure: JSON.stringify(failureOf('interrupted')) });
}
