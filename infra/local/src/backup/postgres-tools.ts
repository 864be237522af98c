import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, postgresFolders } from '../servers/find-program.ts';

const run = promisify(execFile);

/** Full path of a program of Postgres. @throws Error that names the package when it is not on this machine */
export function postgresTool(name: string): string {
  const initdb = findProgram('initdb', postgresFolders());
  // beside the server's own programs first: what a distribution puts on the PATH may be a wrapper that looks for a cluster
  const homes = [...(initdb ? [dirname(realpathSync(initdb))] : []), ...postgresFolders()];
  const found = homes.map((home) => join(home, name)).find(existsSync) ?? findProgram(name);
  if (found === undefined) throw new Error(`${name} is missing: apt-get install postgresql postgresql-client`);
  return found;
}

/** Runs one to its end and answers what it said. @throws Error with what went wrong */
export async function runTool(name: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(postgresTool(name), [...args], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

export const spawnTool = (name: string, args: readonly string[]): ChildProcess =>
  spawn(postgresTool(name), [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
