import type { Knex } from 'knex';
import { z } from 'zod';
import { conflict } from '@parta/chassis/errors';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Membership, OrderKind } from './decide-movement.ts';

export interface OrderHead {
  readonly id: string;
  readonly number: string;
  readonly date: CalendarDate;
  readonly kind: OrderKind;
  /** Of everything that the order says: the same id with another content is another order. */
  readonly contentHash: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/**
 * Writes the order's head, or answers false when the same order stands already; waits for whoever writes it at this moment.
 * @throws DomainError `id-taken` when the id belongs to another order
 */
export async function claimOrder(trx: Knex.Transaction, institutionId: string, order: OrderHead): Promise<boolean> {
  const inserted: unknown[] = await trx('movement_order')
    .insert({
      institution_id: institutionId,
      id: order.id,
      number: order.number,
      date: order.date,
      kind: order.kind,
      content_hash: order.contentHash,
      recorded_by: order.recordedBy,
      recorded_at: order.recordedAt,
    })
    .onConflict(['institution_id', 'id'])
    .ignore()
    .returning('id');
  if (inserted.length > 0) return true;
  const known: unknown = await trx('movement_order')
    .where({ id: order.id, content_hash: order.contentHash })
    .first('id');
  if (!known) throw conflict('id-taken');
  return false;
}

const MembershipRow = z
  .object({
    id: z.uuid(),
    class_id: z.uuid(),
    student_id: z.uuid(),
    valid_from: CalendarDate,
    valid_to: CalendarDate.nullable(),
  })
  .transform((row) => ({
    studentId: row.student_id,
    membership: { id: row.id, classId: row.class_id, from: row.valid_from, to: row.valid_to },
  }));

/** All memberships of these students, oldest first; read under the students' locks. */
export async function loadMemberships(
  trx: Knex.Transaction,
  studentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Membership[]>> {
  const rows: unknown = await trx('membership')
    .whereRaw('student_id = any(?)', [[...studentIds]])
    .orderBy(['student_id', 'valid_from'])
    .select('id', 'class_id', 'student_id', 'valid_from', 'valid_to');
  const parsed = z.array(MembershipRow).parse(rows);
  const grouped = Map.groupBy(parsed, ({ studentId }) => studentId);
  return new Map([...grouped].map(([id, list]) => [id, list.map(({ membership }) => membership)]));
}
