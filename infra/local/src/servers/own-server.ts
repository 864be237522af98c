import type { Progress } from './server-name.ts';

/** What each server of our own is told before it is made ready to start. */
export interface OwnServer {
  /** Its data, kept between starts. */
  readonly folder: string;
  readonly port: number;
  /** Survives a power cut; tests do without and are faster. */
  readonly durable: boolean;
  readonly log: (line: string) => void;
  readonly progress: Progress;
}
