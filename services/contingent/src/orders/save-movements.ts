import type { Knex } from 'knex';
import { z } from 'zod';
import { conflict } from '@parta/chassis/errors';
import { publishLater } from '@parta/chassis/events/outbox';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { loadClasses, lockClasses, publishClasses } from '../classes/class-store.ts';
import { insertRows } from '../insert-store.ts';
import type { DecidedOrder, Membership, MovementLine } from './decide-movement.ts';
import { movementEvent, type RecordedMovement } from './movement-event.ts';
import type { OrderHead } from './order-store.ts';

export interface OrderLine extends MovementLine {
  readonly reason?: string | undefined;
}

type Order = DecidedOrder<OrderLine> & { readonly head: OrderHead };

/**
 * Writes what an order makes: its lines, memberships, the ends of places in subgroups; publishes movements and classes.
 * The students' rows are locked already. @throws DomainError `id-taken` when a line's id is another line's
 */
export async function saveMovements(trx: Knex.Transaction, institutionId: string, order: Order): Promise<void> {
  const classIds = order.steps
    .flatMap(({ movement }) => [movement.fromClassId, movement.toClassId])
    .filter((id) => id !== null);
  // before places in subgroups are read: a division that runs at this moment waits for us or we for it
  await lockClasses(trx, classIds);
  const numbers = await numberMovements(trx, order);
  await insertLines(trx, institutionId, order, numbers);
  await saveMemberships(trx, institutionId, order);
  const subgroups = await endPlaces(trx, order);
  await publishLater(
    trx,
    order.steps.map((step) => movementEvent(institutionId, movementOf(order.head, step, numbers))),
  );
  await publishClasses(trx, institutionId, [...new Set([...classIds, ...subgroups])]);
}

async function insertLines(
  trx: Knex.Transaction,
  institutionId: string,
  { head, steps }: Order,
  numbers: Numbers,
): Promise<void> {
  const known: unknown = await trx('order_line')
    .whereRaw('line_id = any(?)', [steps.map(({ line }) => line.lineId)])
    .first('line_id');
  if (known) throw conflict('id-taken');
  const classIds = steps
    .flatMap(({ movement }) => [movement.fromClassId ?? '', movement.toClassId ?? ''])
    .filter(Boolean);
  const classes = await loadClasses(trx, classIds);
  const rows = steps.map(({ line, movement }, index) => ({
    institution_id: institutionId,
    line_id: line.lineId,
    order_id: head.id,
    year: classes.get(movement.toClassId ?? movement.fromClassId ?? '')?.year,
    place: index + 1,
    student_id: line.studentId,
    from_class_id: movement.fromClassId,
    to_class_id: movement.toClassId,
    effective_from: line.effectiveFrom,
    reason: line.reason ?? null,
    seq: numberOf(numbers, line.lineId).seq,
    event_id: numberOf(numbers, line.lineId).eventId,
  }));
  await insertRows(trx, 'order_line', rows);
}

/** Ends first, then beginnings: the key on open memberships holds at every moment. */
async function saveMemberships(trx: Knex.Transaction, institutionId: string, { steps, after }: Order): Promise<void> {
  const opened = new Set(steps.map(({ line }) => line.lineId));
  const all = [...after].flatMap(([studentId, list]) => list.map((membership) => ({ studentId, membership })));
  const isNew = ({ membership }: { membership: Membership }): boolean => opened.has(membership.id);
  const ended = all
    .filter((one) => !isNew(one))
    .flatMap(({ membership: { id, to } }) => (to === null ? [] : [{ id, to }]));
  await trx.raw(
    `update membership set valid_to = ended.valid_to
     from unnest(?::uuid[], ?::date[]) as ended (id, valid_to)
     where membership.id = ended.id and membership.valid_to is distinct from ended.valid_to`,
    [ended.map(({ id }) => id), ended.map(({ to }) => to)],
  );
  const rows = all.filter(isNew).map(({ studentId, membership }) => ({
    institution_id: institutionId,
    id: membership.id,
    line_id: membership.id,
    class_id: membership.classId,
    student_id: studentId,
    valid_from: membership.from,
    valid_to: membership.to,
  }));
  await insertRows(trx, 'membership', rows);
}

/** Whoever leaves a class leaves its subgroups the same day; answers the subgroups. */
async function endPlaces(trx: Knex.Transaction, { steps }: Order): Promise<readonly string[]> {
  const leaving = steps.flatMap(({ line, movement: { fromClassId } }) =>
    fromClassId === null ? [] : [{ line, fromClassId }],
  );
  if (leaving.length === 0) return [];
  const values = [
    leaving.map(({ line }) => line.studentId),
    leaving.map(({ fromClassId }) => fromClassId),
    leaving.map(({ line }) => line.effectiveFrom),
  ];
  const places = `unnest(?::uuid[], ?::uuid[], ?::date[]) as leaving (student_id, class_id, day)
    join class on class.parent_id = leaving.class_id`;
  const same = `subgroup_member.class_id = class.id and subgroup_member.student_id = leaving.student_id`;
  const dropped = await trx.raw<{ rows: unknown[] }>(
    `delete from subgroup_member using ${places} where ${same} and valid_from >= day returning subgroup_member.class_id`,
    values,
  );
  const ended = await trx.raw<{ rows: unknown[] }>(
    `update subgroup_member set valid_to = day from ${places}
     where ${same} and (valid_to is null or valid_to > day) returning subgroup_member.class_id`,
    values,
  );
  const rows = z.array(z.object({ class_id: z.uuid() })).parse([...dropped.rows, ...ended.rows]);
  return rows.map(({ class_id }) => class_id);
}

const SeqRow = z.object({ id: z.uuid(), movement_seq: z.number() });

type Numbers = ReadonlyMap<string, { readonly seq: number; readonly eventId: string }>;

function numberOf(numbers: Numbers, lineId: string): { readonly seq: number; readonly eventId: string } {
  const number = numbers.get(lineId);
  if (!number) throw new Error('a line of the order has no number');
  return number;
}

/** A student's movements are numbered without gaps, so that a lost event shows. */
async function numberMovements(trx: Knex.Transaction, { steps }: Order): Promise<Numbers> {
  const counts = Map.groupBy(steps, ({ line }) => line.studentId);
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update person set movement_seq = movement_seq + moved.lines
     from unnest(?::uuid[], ?::int[]) as moved (id, lines) where person.id = moved.id
     returning person.id, movement_seq`,
    [[...counts.keys()], [...counts.values()].map((list) => list.length)],
  );
  const last = new Map(
    z
      .array(SeqRow)
      .parse(rows)
      .map(({ id, movement_seq }) => [id, movement_seq]),
  );
  return new Map(
    [...counts].flatMap(([studentId, list]) =>
      list.map(({ line }, index) => {
        const seq = (last.get(studentId) ?? list.length) - list.length + index + 1;
        return [line.lineId, { seq, eventId: uuidV7() }] as const;
      }),
    ),
  );
}

const movementOf = (
  { id: orderId, number: orderNumber, kind }: OrderHead,
  { line, movement }: Order['steps'][number],
  numbers: Numbers,
): RecordedMovement => ({
  ...numberOf(numbers, line.lineId),
  ...{ orderId, orderNumber, kind, lineId: line.lineId, studentId: line.studentId },
  ...{ fromClassId: movement.fromClassId, toClassId: movement.toClassId, effectiveFrom: line.effectiveFrom },
});
