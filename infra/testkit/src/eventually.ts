import { setTimeout as delay } from 'node:timers/promises';

/**
 * Milliseconds that a test waits for what must come true. It ends what hangs and measures nothing: full cores of a slow machine make a
 * minute of a few seconds.
 */
export const PATIENCE_MS = 300_000;

/** Repeats until it holds; the last error tells why it never did. An error that repeating cannot mend is thrown at once. */
export async function eventually<T>(
  work: () => Promise<T>,
  isFinal: (error: unknown) => boolean = () => false,
): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (isFinal(error) || Date.now() > until) throw error;
    }
    await delay(100);
  }
}
