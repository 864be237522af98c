import { stretchStart } from '@parta/contracts/values/page-seq';

/** Saves of one page that have not arrived; both ends inclusive. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

/**
 * What opens when save `seq` arrives while `newest` is the newest known (0 for none): the saves between. A restore of the
 * journal leaves no gap: what lay before the page's new stretch exists no more.
 */
export function gapBefore(newest: number, seq: number): Gap | undefined {
  const first = Math.max(newest + 1, stretchStart(seq));
  return seq > first ? { first, last: seq - 1 } : undefined;
}

/** What stays open of a gap when one of its saves arrives after all. */
export function withoutSeq({ first, last }: Gap, seq: number): readonly Gap[] {
  return [
    { first, last: Math.min(last, seq - 1) },
    { first: Math.max(first, seq + 1), last },
  ].filter((gap) => gap.first <= gap.last);
}
