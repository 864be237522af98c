import { mkdirSync } from 'node:fs';
import type { Program } from '../supervise/supervised-program.ts';
import { findProgram } from './find-program.ts';
import type { OwnServer } from './own-server.ts';
import { answers } from './probe-server.ts';

export const findRedis = (): string | undefined => findProgram('redis-server');

/** A Redis of our own, local connections only; what it holds may be lost, so it is saved only now and then. */
export function ownRedis({ folder, port, durable, log }: OwnServer): { url: string; program: Program } {
  mkdirSync(folder, { recursive: true });
  const url = `redis://127.0.0.1:${port}`;
  const program: Program = {
    name: 'redis',
    command: findRedis() ?? 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', durable ? '60 1' : ''],
    guard: 'TERM',
    ready: () => answers('redis', url),
    log,
  };
  return { url, program };
}
