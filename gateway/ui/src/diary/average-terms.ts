import { averageHundredths, nothing, plus, termOf, type WeightedSum } from '@parta/contracts/rules/journal/average';
import type { AnswerOf } from '../api/operations.ts';
import { averageText, weightText } from './mark-text.ts';

export type Subject = AnswerOf<'journal.diarySubjects'>['subjects'][number];
export type SubjectMark = Subject['marks'][number];

/** Marks of one weight with what they add to the average. */
export interface TermGroup {
  /** Hundredths. */
  readonly weight: number;
  readonly values: readonly number[];
  readonly sum: WeightedSum;
}

const isTerm = ({ mark, weight }: SubjectMark): boolean => termOf(mark, weight).marks > 0;

/** Groups by weight, the heaviest first; debts, passes and works of weight 0 are no terms. */
export function termGroups(marks: readonly SubjectMark[]): readonly TermGroup[] {
  const byWeight = Map.groupBy(marks.filter(isTerm), (mark) => mark.weight);
  return [...byWeight]
    .toSorted(([a], [b]) => b - a)
    .map(([weight, group]) => ({
      weight,
      values: group.flatMap(({ mark }) => (mark.kind === 'grade' ? [mark.value] : [])),
      sum: group.map(({ mark }) => termOf(mark, weight)).reduce(plus, nothing),
    }));
}

export const sumOf = (marks: readonly SubjectMark[]): WeightedSum =>
  marks.map(({ mark, weight }) => termOf(mark, weight)).reduce(plus, nothing);

/** «(5·1 + 4·3) / 4 = 4,25»; undefined where nothing counts. [JRN-5; R-43] */
export function averageFormula(marks: readonly SubjectMark[]): string | undefined {
  const terms = marks.filter(isTerm);
  const sum = sumOf(terms);
  const average = averageHundredths(sum);
  if (average === null) return undefined;
  const products = terms.map(({ mark, weight }) =>
    mark.kind === 'grade' ? `${String(mark.value)}·${weightText(weight)}` : '',
  );
  return `(${products.join(' + ')}) / ${weightText(sum.weight)} = ${averageText(average)}`;
}

/** The average after each mark that counted, in hundredths: the line beside the subject. */
export function averageLine(marks: readonly SubjectMark[]): readonly number[] {
  let sum = nothing;
  return marks.filter(isTerm).map(({ mark, weight }) => {
    sum = plus(sum, termOf(mark, weight));
    return averageHundredths(sum) ?? 0;
  });
}

/** 1 rises, -1 falls, 0 neither: the last marks against the average before them, from five hundredths on. */
export function trendOf(line: readonly number[]): -1 | 0 | 1 {
  const last = line.at(-1);
  const before = line.at(-4) ?? line[0];
  if (last === undefined || before === undefined || Math.abs(last - before) < 5) return 0;
  return last > before ? 1 : -1;
}
