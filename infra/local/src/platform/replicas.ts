import { SupervisedProgram } from '../supervise/supervised-program.ts';
import { readableLine } from './readable-line.ts';

export interface Replica {
  readonly url: string;
  readonly program: SupervisedProgram;
}

export interface ReplicaOptions {
  /** Shown before each of its lines. */
  readonly label: string;
  readonly main: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly log: (line: string) => void;
  readonly onStart: () => void;
}

/** What a process says of itself. @throws Error when it does not answer */
export const isReady = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2000) })).ok;

/** One process of a service or of the gateway, ready when its own `/ready` says so. */
export function replicaOf({ label, main, url, env, cwd, log, onStart }: ReplicaOptions): Replica {
  const program = new SupervisedProgram({
    name: label,
    command: process.execPath,
    args: [main],
    env,
    cwd,
    ready: () => isReady(url),
    log: (line) => log(`${label.padEnd(14)} | ${readableLine(line)}`),
    onStart,
  });
  return { url, program };
}
