import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root: who it runs as then. Undefined when this process is not root. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const find = (name: string): SystemUser | undefined => {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
  };
  return find('postgres') ?? find('nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** A folder that this user can use: the wanted one, or one among the system's temporary files when a parent shuts others out. */
export function folderFor(user: SystemUser | undefined, wanted: string): string {
  const folder = !user || isOpenToAll(dirname(resolve(wanted))) ? wanted : join(tmpdir(), `parta-${hashOf(wanted)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Where `folderFor` may have put it, so that a reset finds the data in both. */
export function foldersOf(wanted: string): string[] {
  return [wanted, join(tmpdir(), `parta-${hashOf(wanted)}`)];
}

const hashOf = (path: string): string => createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12);

export function isOpenToAll(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
