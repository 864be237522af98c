import { median } from '../statistics.ts';

/** One turn of both sides. */
export interface Turn<Ours, Theirs> {
  readonly ours: Ours;
  readonly theirs: Theirs;
}

/** An odd number, so that one of them is in the middle. */
const TURNS = 3;

/**
 * Both sides turn by turn, so that whatever else the machine does meets both: within minutes it may become half as fast. Answers the
 * turn whose ratio is the middle one.
 */
export async function inTurns<Ours, Theirs>(
  ours: () => Promise<Ours>,
  theirs: () => Promise<Theirs>,
  ratioOf: (turn: Turn<Ours, Theirs>) => number,
): Promise<Turn<Ours, Theirs>> {
  const turns: Turn<Ours, Theirs>[] = [];
  for (let turn = 0; turn < TURNS; turn++) turns.push({ ours: await ours(), theirs: await theirs() });
  return middleOf(turns, ratioOf);
}

/** Of an odd number of turns the one whose ratio is the median. @throws RangeError when there are none, or a ratio is no number */
export function middleOf<T>(turns: readonly T[], ratioOf: (turn: T) => number): T {
  const middle = median(turns.map(ratioOf));
  const found = turns.find((turn) => ratioOf(turn) === middle);
  if (!found) throw new RangeError('no turn has the middle ratio');
  return found;
}
