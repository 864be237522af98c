/** Saves of one page that have not arrived; both ends inclusive. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

/** What opens when save `seq` arrives while `newest` is the newest known (0 for none): the saves between. */
export const gapBefore = (newest: number, seq: number): Gap | undefined =>
  seq > newest + 1 ? { first: newest + 1, last: seq - 1 } : undefined;

/** What stays open of a gap when one of its saves arrives after all. */
export function withoutSeq({ first, last }: Gap, seq: number): readonly Gap[] {
  return [
    { first, last: Math.min(last, seq - 1) },
    { first: Math.max(first, seq + 1), last },
  ].filter((gap) => gap.first <= gap.last);
}
