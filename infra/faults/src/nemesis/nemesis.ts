import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../load/random.ts';
import { type Disturbance, disturbances } from './disturbances.ts';
import type { Surroundings } from './surroundings.ts';

export interface Suffered {
  readonly name: string;
  readonly seconds: number;
}

/** A new order each time all have had their turn, so that a short run meets as many kinds as it can. */
class Deck {
  #left: Disturbance[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): Disturbance {
    if (this.#left.length === 0)
      this.#left = disturbances.flatMap((each) => Array.from({ length: each.share ?? 1 }, () => each));
    const [taken] = this.#left.splice(this.#random.below(this.#left.length), 1);
    if (!taken) throw new Error('there are no disturbances');
    return taken;
  }
}

/** Disturbs the platform in several ways at once until told to stop; when it resolves, all of it is put right. */
export async function runNemesis(
  surroundings: Surroundings,
  signal: AbortSignal,
  suffered: (what: Suffered) => void,
): Promise<void> {
  const deck = new Deck(surroundings.random);
  const busy = new Set<string>();
  const lane = async (): Promise<void> => {
    while (!signal.aborted) {
      const disturbance = deck.next();
      const whom = disturbance.name.replace(/^the way to |^the clock of /, '').split(/[ :]/)[0] ?? '';
      // two hands at one process would undo each other's work
      if (busy.has(whom)) {
        await delay(50);
        continue;
      }
      busy.add(whom);
      const startedAt = performance.now();
      try {
        await disturbance.run(surroundings);
      } finally {
        busy.delete(whom);
      }
      suffered({ name: disturbance.name, seconds: (performance.now() - startedAt) / 1000 });
      await delay(300 + surroundings.random.below(1200));
    }
  };
  await Promise.all([lane(), lane()]);
}
