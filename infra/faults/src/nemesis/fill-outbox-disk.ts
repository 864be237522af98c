import { setTimeout as delay } from 'node:timers/promises';
import { inDatabase } from '@parta/bench/platform/seed-region';
import type { FaultPlatform } from '../platform/fault-platform.ts';

const PATIENCE_MS = 180_000;

/** For a while every write of an outbox row ends as it does where the disk is full: SQLSTATE 53100, the transaction lost. */
export async function fillOutboxDisk({ platform }: FaultPlatform, milliseconds: number): Promise<void> {
  const url = platform.databaseUrl('journal', 'owner');
  const run = (sql: string): Promise<unknown> => persist(() => inDatabase(url, (client) => client.query(sql)));
  await run(`
    create or replace function no_disk() returns trigger language plpgsql as $$
      begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create or replace trigger no_disk before insert on outbox for each statement execute function no_disk()`);
  await delay(milliseconds);
  await run('drop trigger if exists no_disk on outbox');
}

/** Another disturbance may hold the way at the same time, and a killed server take long to come back; what was begun must be ended. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await delay(200);
    }
  }
}
