import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SupervisedProgram } from '../supervise/supervised-program.ts';
import { FreePorts } from '../free-ports.ts';
import { asAdmin } from '../platform/databases.ts';
import { answers } from '../servers/probe-server.ts';
import { unprivilegedUser } from '../servers/unprivileged-user.ts';
import { postgresTool, runTool } from './postgres-tools.ts';

interface Wanted {
  /** The running server. */
  readonly postgresUrl: string;
  /** Where `startBackup` writes. */
  readonly backup: string;
  readonly database: string;
  readonly owner: string;
  readonly to: Date;
}

/**
 * Sets one database back to a moment while the others stay: the whole server is brought back beside the running one up to that
 * moment, and the one database is taken from it. The database as it was is kept under another name, which is answered.
 */
export async function restoreDatabase(wanted: Wanted): Promise<string> {
  const since = new Date(readFileSync(join(wanted.backup, 'since'), 'utf8'));
  if (wanted.to < since || wanted.to > new Date()) {
    const span = `from ${since.toISOString()} until now`;
    throw new Error(`${wanted.to.toISOString()} is not within the backup, which goes ${span}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'parta-restore-'));
  try {
    await using past = await startPast(wanted, folder);
    const dump = join(folder, 'database.dump');
    await runTool('pg_dump', ['-d', withDatabase(past.url, wanted.database), '-Fc', '-f', dump]);
    return await replace(wanted, dump);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server of its own that has replayed the log up to the moment. */
async function startPast({ backup, to }: Wanted, folder: string): Promise<AsyncDisposable & { readonly url: string }> {
  const data = join(folder, 'data');
  cpSync(join(backup, 'base'), data, { recursive: true });
  cpSync(join(backup, 'wal'), join(folder, 'wal'), { recursive: true });
  // a copy takes over contents, not the modes of folders
  chmodSync(data, 0o700);
  const wal = join(folder, 'wal');
  const settings = {
    restore_command: `cp "${wal}/%f" "%p" 2>/dev/null || cp "${wal}/%f.partial" "%p"`,
    // abbreviations of time zones are not known this early in a server's life, not even Z
    recovery_target_time: to.toISOString().replace('Z', '+00'),
    recovery_target_action: 'promote',
  };
  const lines = Object.entries({ ...settings, ...(await sizesOf(data)) }).map(
    ([name, value]) => `${name} = '${value}'\n`,
  );
  appendFileSync(join(data, 'postgresql.auto.conf'), lines.join(''));
  writeFileSync(join(data, 'recovery.signal'), '');
  const user = unprivilegedUser();
  if (user) for (const path of [folder, ...globSync(join(folder, '**'))]) chownSync(path, user.uid, user.gid);
  const port = await new FreePorts(folder).take('postgres');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const args = ['-D', data, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const server = new SupervisedProgram({
    name: 'postgres of the past',
    command: postgresTool('postgres'),
    args: [...args, '-c', 'fsync=off', '-c', 'archive_mode=off'],
    guard: 'INT',
    readyMs: 600_000,
    ready: async () => (await answers('postgres', url)) && !(await isRecovering(url)),
    log: () => undefined,
    ...(user && { user }),
  });
  try {
    await server.start();
  } catch (cause) {
    throw new Error(`${to.toISOString()} cannot be brought back: the backup’s log does not reach it`, { cause });
  }
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}

/** What a server must have at least as much of as the one whose log it replays, or the replay stops. */
async function sizesOf(data: string): Promise<Readonly<Record<string, string>>> {
  const told = await runTool('pg_controldata', ['-D', data]);
  const sizes = [...told.matchAll(/^(max_\w+) setting: +(\d+)$/gm)];
  // it shortens two of the names
  return Object.fromEntries(
    sizes.map(([, name = '', value = '']) => [
      name.replace('prepared_xacts', 'prepared_transactions').replace('per_xact', 'per_transaction'),
      value,
    ]),
  );
}

async function replace({ postgresUrl, database, owner }: Wanted, dump: string): Promise<string> {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const kept = `${database}_before_${stamp}`;
  await asAdmin(postgresUrl, async (admin) => {
    await admin.query(`alter database "${database}" allow_connections false`);
    for (let left = 1; left > 0; await delay(100)) {
      const sql = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
      left = (await admin.query(sql, [database])).rows.length;
    }
    await admin.query(`alter database "${database}" rename to "${kept}"`);
    await admin.query(`create database "${database}" owner "${owner}"`);
  });
  await runTool('pg_restore', ['-d', withDatabase(postgresUrl, database), '--exit-on-error', dump]);
  await asAdmin(withDatabase(postgresUrl, database), (admin) => admin.query('analyze'));
  return kept;
}

const isRecovering = (url: string): Promise<boolean> =>
  asAdmin(url, async (admin) => {
    const { rows } = await admin.query<{ recovering: boolean }>('select pg_is_in_recovery() as recovering');
    return rows[0]?.recovering !== false;
  });

function withDatabase(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
