/** An entry of the browser's `layout-shift` timeline; `at` in ms since the page began. */
export interface Shift {
  readonly at: number;
  readonly value: number;
}

/** Cumulative layout shift: the worst window of shifts less than 1 s apart and at most 5 s long. [web.dev/cls] */
export function layoutShiftScore(shifts: readonly Shift[]): number {
  let [worst, sum, first, last] = [0, 0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at, value } of shifts) {
    if (at - last >= 1000 || at - first >= 5000) [sum, first] = [0, at];
    sum += value;
    last = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}
