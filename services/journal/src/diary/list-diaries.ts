import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import { todayIn } from '../institution/today-in.ts';
import { type DiaryOwner, parseDiaries, readDiaries } from './diary-access.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

export type ListDiaries = (actor: Actor) => Promise<readonly DiaryOwner[]>;

export function buildListDiaries({ readInTenant, clock }: Dependencies): ListDiaries {
  return async (actor) =>
    readInTenant(actor, async (read) => {
      const [rows] = await read([readDiaries(actor, await todayIn(read, clock))]);
      return parseDiaries(actor, rows);
    });
}
