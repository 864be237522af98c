import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { asAdmin } from '../platform/databases.ts';
import { runTool, spawnTool } from './postgres-tools.ts';

export interface Backup extends AsyncDisposable {
  readonly folder: string;
  /** Resolves when everything committed so far lies in the backup. */
  caughtUp(): Promise<void>;
}

interface Wanted {
  readonly postgresUrl: string;
  /** `base` and `wal` are made in it. */
  readonly folder: string;
  readonly log?: (line: string) => void;
}

const SLOT = 'parta_backup';
const EVERY_MS = 10_000;
const PATIENCE_MS = 300_000;

/**
 * A base backup, and from then on every byte of the write-ahead log as it is written, so that any moment since can be brought back:
 * what a dead disk loses is what was not yet on the wire, well below a minute. Goes on until disposed; a folder that has a base
 * backup only gets what has been written since.
 */
export async function startBackup({ postgresUrl, folder, log = () => undefined }: Wanted): Promise<Backup> {
  const [base, wal] = [join(folder, 'base'), join(folder, 'wal')];
  mkdirSync(wal, { recursive: true });
  // the slot keeps the log for us while nobody receives it; dropping it is part of giving up the backup
  await runTool('pg_receivewal', ['-d', postgresUrl, '--slot', SLOT, '--create-slot', '--if-not-exists']);
  const receive = ['-d', postgresUrl, '-D', wal, '--slot', SLOT, '--synchronous', '--status-interval=1'];
  const receiver = spawnTool('pg_receivewal', receive);
  receiver.stderr?.on('data', (line: Buffer) => log(line.toString().trimEnd()));
  const ended = new Promise<void>((resolve) => receiver.once('close', () => resolve()));
  if (!existsSync(base)) {
    const unfinished = `${base}.part`;
    rmSync(unfinished, { recursive: true, force: true });
    await runTool('pg_basebackup', ['-d', postgresUrl, '-D', unfinished, '-X', 'none', '--checkpoint=fast']);
    // before a base backup ends its files do not agree, so no earlier moment can come back
    writeFileSync(join(folder, 'since'), new Date().toISOString());
    renameSync(unfinished, base);
  }
  const told = setInterval(() => {
    void isReceiving(postgresUrl).then((alive) => alive && tellSuccess(folder));
  }, EVERY_MS);
  tellSuccess(folder);
  return {
    folder,
    caughtUp: () => caughtUp(postgresUrl),
    [Symbol.asyncDispose]: async () => {
      clearInterval(told);
      receiver.kill('SIGINT');
      await ended;
    },
  };
}

/** For a collector of text files: the alert on an old backup reads it. */
function tellSuccess(folder: string): void {
  const file = join(folder, 'parta_backup.prom');
  const seconds = Math.floor(Date.now() / 1000);
  writeFileSync(
    `${file}.part`,
    `# TYPE parta_backup_last_success_seconds gauge\nparta_backup_last_success_seconds ${seconds}\n`,
  );
  renameSync(`${file}.part`, file);
}

const ask = <Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row | undefined> =>
  asAdmin(url, async (admin) => (await admin.query<Row>(sql)).rows[0]);

const isReceiving = (url: string): Promise<boolean> =>
  ask<{ alive: boolean }>(url, `select active as alive from pg_replication_slots where slot_name = '${SLOT}'`).then(
    (row) => row?.alive === true,
    () => false,
  );

/**
 * Resolves when everything committed so far lies in the backup. The log that a restore replays must go beyond the wanted moment, so
 * a commit of our own marks it where nobody else has written since.
 * @throws Error when nobody takes a backup, or it does not come along within a minute
 */
export async function caughtUp(url: string): Promise<void> {
  await ask(url, 'select pg_current_xact_id()');
  const row = await ask<{ lsn: string }>(url, 'select pg_current_wal_lsn()::text as lsn');
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (Date.now() > until) throw new Error('the backup does not come along: is npm run backup running?');
    const sql = `select restart_lsn >= '${row?.lsn ?? '0/0'}'::pg_lsn as done from pg_replication_slots where slot_name = '${SLOT}'`;
    if ((await ask<{ done: boolean }>(url, sql))?.done === true) return;
    await delay(100);
  }
}
