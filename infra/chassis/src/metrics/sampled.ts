import { setTimeout as delay } from 'node:timers/promises';

interface Sampling {
  /** An answer this young is told again. */
  readonly freshMs?: number;
  /** Whoever reads the metrics waits so long at most. */
  readonly patienceMs?: number;
}

/**
 * Asks another server for a figure, once at a time and not at every reading of the metrics. Undefined when it fails or takes too
 * long: a database that is away must neither break the metrics nor pile up questions.
 */
export function sampled<T>(
  ask: () => Promise<T>,
  { freshMs = 5000, patienceMs = 1000 }: Sampling = {},
): () => Promise<T | undefined> {
  let known: { readonly value: T | undefined; readonly at: number } | undefined;
  let asking: Promise<T | undefined> | undefined;
  const learn = async (): Promise<T | undefined> => {
    const value = await ask().catch(() => undefined);
    known = { value, at: performance.now() };
    asking = undefined;
    return value;
  };
  return () => {
    if (known && performance.now() - known.at < freshMs) return Promise.resolve(known.value);
    asking ??= learn();
    return Promise.race([asking, delay(patienceMs, undefined, { ref: false })]);
  };
}
