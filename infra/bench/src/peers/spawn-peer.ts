import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Peer extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
}

/** Runs one of the programs beside this file as a process of its own; its first line is its address. */
export async function spawnPeer(name: string, environment: Readonly<Record<string, string>>): Promise<Peer> {
  const child = spawnProgram(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), environment);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return peerOf(child, url);
}

/** Express that answers these bytes to every request. */
export async function spawnMemory(bytes: string | Buffer): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'parta-bench-'));
  const file = join(folder, 'answer');
  writeFileSync(file, bytes);
  try {
    return await spawnPeer('bytes-from-memory', { BYTES_FILE: file });
  } finally {
    // it has read them by the time it tells its address
    rmSync(folder, { recursive: true });
  }
}

/** With a lifeline of its own: the one of this process, which the environment names, is not open there. */
export const spawnProgram = (file: string, environment: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [file], {
    env: { ...process.env, ...environment, PARTA_LIFELINE_FD: '3' },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });

export const peerOf = (child: ChildProcess, url: string): Peer => ({
  pid: child.pid ?? 0,
  url,
  [Symbol.asyncDispose]: () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    }),
});
