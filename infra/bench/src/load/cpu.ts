import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Of the clock that /proc counts in; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Milliseconds of CPU that a process has used so far, its threads included; 0 where there is no /proc. */
export function cpuMs(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name may hold blanks and brackets: the fields are counted from behind it
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

/** Kilobytes of a process that are its own: shared pages count by their share. */
export function memoryKb(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}

export type Processes = Readonly<Record<string, readonly number[]>>;

/** A process and all below it: a server of many processes is counted whole. */
export function familyOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // ended between the two looks
    }
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** CPU milliseconds by name over some work; a process that is restarted meanwhile counts only in part. */
export async function cpuOf<T>(
  processes: () => Processes,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpu: Readonly<Record<string, number>> }> {
  const read = (): Record<string, number> =>
    Object.fromEntries(
      Object.entries(processes()).map(([name, pids]) => [name, pids.reduce((sum, pid) => sum + cpuMs(pid), 0)]),
    );
  const before = read();
  const result = await work();
  const after = read();
  return {
    result,
    cpu: Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)])),
  };
}

const CALM_MS = 2000;
/** Of one core; a platform at rest uses a sixth. */
const CALM_SHARE = 0.4;
const CALM_TRIES = 300;

/** Resolves when the processes have next to nothing left to do. @throws Error after ten minutes */
export async function whenCalm(processes: () => Processes): Promise<void> {
  for (let tries = 0; tries < CALM_TRIES; tries++) {
    const { cpu } = await cpuOf(processes, () => delay(CALM_MS));
    const used = Object.values(cpu).reduce((sum, each) => sum + each, 0);
    if (used < CALM_MS * CALM_SHARE) return;
  }
  throw new Error('the platform does not come to rest');
}
