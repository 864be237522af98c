import { setTimeout as delay } from 'node:timers/promises';
import { inDatabase } from '@parta/bench/platform/seed-region';
import { eventually } from '@parta/testkit/eventually';
import type { FaultPlatform } from '../platform/fault-platform.ts';

/** For a while every write of an outbox row ends as it does where the disk is full: SQLSTATE 53100, the transaction lost. */
export async function fillOutboxDisk({ platform }: FaultPlatform, milliseconds: number): Promise<void> {
  const url = platform.databaseUrl('journal', 'owner');
  // another disturbance may hold the way at the same time; what was begun must be ended
  const run = (sql: string): Promise<unknown> => eventually(() => inDatabase(url, (client) => client.query(sql)));
  await run(`
    create or replace function no_disk() returns trigger language plpgsql as $$
      begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create or replace trigger no_disk before insert on outbox for each statement execute function no_disk()`);
  await delay(milliseconds);
  await run('drop trigger if exists no_disk on outbox');
}
