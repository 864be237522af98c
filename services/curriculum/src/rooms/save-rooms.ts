import type { Actor } from '@parta/chassis/auth/actor';
import { mondayOf } from '@parta/contracts/values/calendar-date';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { publishWeeks, weeksInRooms } from '../timetable/lesson-store.ts';
import { loadRooms, type Room, upsertRooms } from './room-store.ts';

/** Adds or renames rooms; lessons from this week on carry the new name. @throws DomainError `name-taken` */
export function buildSaveRooms({ inTenant, clock }: Dependencies) {
  return (actor: Actor, rooms: readonly Room[]): Promise<number> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const before = new Map((await loadRooms(trx)).map(({ id, name }) => [id, name]));
      const changed = [...new Map(rooms.map((room) => [room.id, room])).values()].filter(
        ({ id, name }) => before.get(id) !== name,
      );
      await upsertRooms(trx, institutionId, changed);
      const renamed = changed.map(({ id }) => id).filter((id) => before.has(id));
      const monday = mondayOf(await loadToday(trx, clock));
      await publishWeeks(trx, institutionId, await weeksInRooms(trx, renamed, monday));
      return rooms.length;
    });
}
