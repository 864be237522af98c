import type { Knex } from 'knex';
import { z } from 'zod';
import { saveNamed } from '../named-store.ts';

const RoomRow = z.object({ id: z.uuid(), name: z.string() });
export type Room = z.infer<typeof RoomRow>;

export async function loadRooms(trx: Knex.Transaction): Promise<Room[]> {
  return z.array(RoomRow).parse(await trx('room').orderBy('name').select('id', 'name'));
}

/** @throws DomainError `name-taken` */
export const upsertRooms = (trx: Knex.Transaction, institutionId: string, rooms: readonly Room[]): Promise<void> =>
  saveNamed(
    trx,
    'room',
    rooms.map(({ id, name }) => ({ institution_id: institutionId, id, name })),
  );
