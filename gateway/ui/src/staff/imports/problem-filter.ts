import type { AnswerOf } from '../../api/operations.ts';

export type FileProblem = AnswerOf<'curriculum.getTimetableImport'>['problems'][number];

export interface Reason {
  readonly code: string;
  /** The first message of the code: all of them say the same of different things. */
  readonly example: string;
  readonly count: number;
}

/** Reasons by how often they occur. */
export function reasonsOf(problems: readonly FileProblem[]): readonly Reason[] {
  const byCode = Map.groupBy(problems, ({ code }) => code);
  return [...byCode]
    .map(([code, own]) => ({ code, example: own[0]?.message ?? code, count: own.length }))
    .toSorted((a, b) => b.count - a.count);
}

/** Problems of one reason whose line, name or words hold the text, in the file's order. */
export function matching(
  problems: readonly FileProblem[],
  { code, text }: { readonly code: string | undefined; readonly text: string },
): readonly FileProblem[] {
  const wanted = text.trim().toLocaleLowerCase('ru');
  return problems
    .filter((problem) => code === undefined || problem.code === code)
    .filter(({ line, name, message }) => `${line} ${name} ${message}`.toLocaleLowerCase('ru').includes(wanted))
    .toSorted((a, b) => a.line - b.line);
}
