import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DemoAccount } from './demo-account.ts';
import { localFolder } from './repository-folder.ts';

/** What a running platform tells other programs of this machine, in `.local/parta.json`. */
export interface RunningPlatform {
  readonly url: string;
  readonly accounts: readonly DemoAccount[];
  readonly services: Readonly<Record<string, readonly { pid: number | undefined; url: string }[]>>;
}

export const partaFile = join(localFolder, 'parta.json');
/** Kept from the seeding on: later starts cannot read the passwords anywhere else. */
const accountsFile = join(localFolder, 'accounts.json');
/** There from before the databases are made until the demo data is complete. */
const seedingFile = join(localFolder, 'seeding');
const processFile = join(localFolder, 'start.pid');

export function writeParta(platform: RunningPlatform): void {
  writeFileSync(partaFile, JSON.stringify(platform, null, 2), { mode: 0o600 });
}

export function readParta(): RunningPlatform {
  if (!existsSync(partaFile)) throw new Error('Parta does not run here yet: npm start');
  return JSON.parse(readFileSync(partaFile, 'utf8')) as RunningPlatform;
}

export function readAccounts(): readonly DemoAccount[] {
  return existsSync(accountsFile) ? (JSON.parse(readFileSync(accountsFile, 'utf8')) as DemoAccount[]) : [];
}

export const isSeedingUnfinished = (): boolean => existsSync(seedingFile);
export const beginSeeding = (): void => writeFileSync(seedingFile, '');
export function finishSeeding(accounts: readonly DemoAccount[]): void {
  writeFileSync(accountsFile, JSON.stringify(accounts, null, 2), { mode: 0o600 });
  rmSync(seedingFile, { force: true });
}

/** Process id of the `npm start` that runs in this clone, undefined when there is none. */
export function runningStart(): number | undefined {
  if (!existsSync(processFile)) return undefined;
  const pid = Number(readFileSync(processFile, 'utf8'));
  try {
    process.kill(pid, 0);
    // the number may meanwhile belong to another program
    const commandLine = `/proc/${pid}/cmdline`;
    if (existsSync('/proc/self') && !readFileSync(commandLine, 'utf8').includes('start.ts')) return undefined;
    return pid === process.pid ? undefined : pid;
  } catch {
    return undefined;
  }
}

export function rememberStart(): void {
  mkdirSync(dirname(processFile), { recursive: true });
  writeFileSync(processFile, String(process.pid));
  // whoever waits for this file to appear must not read the one of the start before
  rmSync(partaFile, { force: true });
}

export const forgetStart = (): void => rmSync(processFile, { force: true });
