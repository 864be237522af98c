import type { Knex } from 'knex';
import { z } from 'zod';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import { Role } from '@parta/contracts/kernel/roles';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { insertRows } from '../insert-store.ts';

const PositionRow = z
  .object({
    person_id: z.uuid(),
    role: Role,
    title: z.string(),
    valid_from: CalendarDate,
    valid_to: CalendarDate.nullable(),
  })
  .transform((row) => ({
    personId: row.person_id,
    role: row.role,
    title: row.title,
    from: row.valid_from,
    to: row.valid_to,
  }));

/** One employment in one role: rights begin and end with it. [IAM-4] */
export type Position = z.infer<typeof PositionRow>;

export async function loadPositions(trx: Knex.Transaction, personIds: readonly string[]): Promise<readonly Position[]> {
  const rows: unknown = await trx('staff_position')
    .whereRaw('person_id = any(?)', [[...personIds]])
    .orderBy(['person_id', 'valid_from', 'role'])
    .select('person_id', 'role', 'title', 'valid_from', 'valid_to');
  return z.array(PositionRow).parse(rows);
}

export async function insertPositions(
  trx: Knex.Transaction,
  institutionId: string,
  positions: readonly Position[],
): Promise<void> {
  const rows = positions.map(({ personId, role, title, from, to }) => ({
    institution_id: institutionId,
    person_id: personId,
    role,
    title,
    valid_from: from,
    valid_to: to,
  }));
  await insertRows(trx, 'staff_position', rows);
}

/** Ends what goes on beyond the day, drops what would begin after it; answers whether anything changed. */
export async function endPositions(trx: Knex.Transaction, personId: string, day: CalendarDate): Promise<boolean> {
  const dropped = await trx('staff_position').where('person_id', personId).where('valid_from', '>=', day).delete();
  const ended = await trx('staff_position')
    .where('person_id', personId)
    .whereRaw('(valid_to is null or valid_to > ?)', [day])
    .update({ valid_to: day });
  return dropped + ended > 0;
}

const VersionRow = z.object({ id: z.uuid(), staff_version: z.number() });

/** Gives the positions of each of these people their next version and answers them as they stand now. */
export async function nextStaffEvents(
  trx: Knex.Transaction,
  institutionId: string,
  personIds: readonly string[],
): Promise<OutgoingEvent[]> {
  if (personIds.length === 0) return [];
  const rows: unknown = await trx('person')
    .whereRaw('id = any(?)', [[...personIds]])
    .update({ staff_version: trx.raw('staff_version + 1') })
    .returning(['id', 'staff_version']);
  const positions = await loadPositions(trx, personIds);
  const byPerson = Map.groupBy(positions, (position) => position.personId);
  return z
    .array(VersionRow)
    .parse(rows)
    .map(({ id, staff_version }) => {
      const held = (byPerson.get(id) ?? []).map(({ role, title, from, to }) => ({ role, title, from, to }));
      const subject = { institutionId, root: id, key: id, version: staff_version };
      return staffV1.of(subject, { personId: id, positions: held });
    });
}

/** Comes after every change of a position. */
export const publishStaff = async (
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<void> => publishLater(trx, await nextStaffEvents(trx, institutionId, ids));
