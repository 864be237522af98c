import { writeSync } from 'node:fs';

/** A line for the person at the terminal; written at once, because some of them are the last thing before the end. */
export function say(line: string): void {
  try {
    writeSync(1, `${line}\n`);
  } catch {
    // nobody listens any more, or a full pipe: what runs goes on
  }
}

/** Does one step of a longer way and says how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  say(`  … ${name}`);
  const startedAt = performance.now();
  const result = await work();
  say(`  ✓ ${name}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
