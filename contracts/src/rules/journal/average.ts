import type { MarkValue } from '../../values/mark.ts';

/** Sums from which an average is made; additive, so pages of a subject can be joined when read. [domain §6] */
export interface WeightedSum {
  /** Σ mark × weight, weights in hundredths. */
  readonly sum: number;
  /** Σ weight of numeric marks, in hundredths. */
  readonly weight: number;
  /** Marks counted. */
  readonly marks: number;
}

export const nothing: WeightedSum = { sum: 0, weight: 0, marks: 0 };

/** What one cell adds: debts, passes and works of weight 0 add nothing. */
export function termOf(mark: MarkValue | null, weight: number): WeightedSum {
  if (mark?.kind !== 'grade' || weight <= 0) return nothing;
  return { sum: mark.value * weight, weight, marks: 1 };
}

export const plus = (a: WeightedSum, b: WeightedSum): WeightedSum => ({
  sum: a.sum + b.sum,
  weight: a.weight + b.weight,
  marks: a.marks + b.marks,
});

export const minus = (a: WeightedSum, b: WeightedSum): WeightedSum => ({
  sum: a.sum - b.sum,
  weight: a.weight - b.weight,
  marks: a.marks - b.marks,
});

/** The average in hundredths, half up, by integers only (`toFixed` is wrong at 2.675); null where nothing counts. */
export function averageHundredths({ sum, weight }: WeightedSum): number | null {
  return weight <= 0 ? null : Math.floor((200 * sum + weight) / (2 * weight));
}

/** Default thresholds in hundredths: from here on a 3, a 4, a 5. */
export const defaultThresholds = [250, 350, 450] as const;

/** The result that an average proposes; null = н/а. The rounded average is compared, for that is what the guardian sees. */
export function proposedResult(
  average: number | null,
  thresholds: readonly number[] = defaultThresholds,
): number | null {
  return average === null ? null : 2 + thresholds.filter((threshold) => average >= threshold).length;
}
