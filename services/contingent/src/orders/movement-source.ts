import type { Outgoing } from '@parta/chassis/events/outbox';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import { z } from 'zod';
import { movementEvent } from './movement-event.ts';

/** Lines of orders that were recorded since, in the order in which they were. */
export const movementKeys = (trx: Knex.Transaction, since: Date): Promise<string[]> =>
  trx('order_line as line')
    .join('movement_order as head', 'head.id', 'line.order_id')
    .where('head.recorded_at', '>=', since)
    .orderBy(['head.recorded_at', 'head.id', 'line.place'])
    .pluck('line.line_id');

const LineRow = z
  .object({
    line_id: z.uuid(),
    order_id: z.uuid(),
    number: z.string(),
    kind: z.enum(['enrolment', 'transfer', 'expulsion', 'graduation']),
    student_id: z.uuid(),
    from_class_id: z.uuid().nullable(),
    to_class_id: z.uuid().nullable(),
    effective_from: CalendarDate,
    seq: z.number(),
    event_id: z.uuid(),
  })
  .transform((row) => ({
    ...{
      lineId: row.line_id,
      orderId: row.order_id,
      orderNumber: row.number,
      kind: row.kind,
      studentId: row.student_id,
    },
    ...{ fromClassId: row.from_class_id, toClassId: row.to_class_id, effectiveFrom: row.effective_from },
    ...{ seq: row.seq, eventId: row.event_id },
  }));

/** The events of these lines as they first went out. */
export async function loadMovements(
  trx: Knex.Transaction,
  institutionId: string,
  lineIds: readonly string[],
): Promise<Outgoing[]> {
  const rows: unknown = await trx('order_line as line')
    .join('movement_order as head', 'head.id', 'line.order_id')
    .whereRaw('line.line_id = any(?)', [[...lineIds]])
    .orderBy(['line.student_id', 'line.seq'])
    .select('line.*', 'head.number', 'head.kind');
  return z
    .array(LineRow)
    .parse(rows)
    .map((line) => movementEvent(institutionId, line));
}
