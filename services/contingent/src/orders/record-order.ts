import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict, DomainError, invalid, notFound } from '@parta/chassis/errors';
import type { ordersContract } from '@parta/contracts/http/contingent/orders';
import type { Input, Success } from '@parta/contracts/kernel/operation';
import { loadClasses } from '../classes/class-store.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  addKind,
  insertPeople,
  lockPeople,
  type Person,
  publishPeople,
  recordConsent,
} from '../people/person-store.ts';
import { decideOrder, type Refusal, type StudentFile } from './decide-movement.ts';
import { claimOrder, loadMemberships } from './order-store.ts';
import { saveMovements } from './save-movements.ts';

type Operation = (typeof ordersContract)['recordOrder'];
export type OrderBody = Input<Operation>['body'];
type Answer = Success<Operation>;

const kindOf: Readonly<Record<Refusal, DomainError['kind']>> = {
  'class-required': 'invalid',
  'date-invalid': 'invalid',
  'interval-overlap': 'conflict',
  'not-enrolled': 'conflict',
};

/**
 * Records an order on movement, whole or not at all; the only way into a class and out of it. [002 §5; R-94]
 * The same order again answers the same and writes nothing.
 * @throws DomainError `class-not-found`, `person-not-found`, `name-required`, `class-required`, `interval-overlap`,
 *   `not-enrolled`, `date-invalid`, `id-taken`; details name the line
 */
export function buildRecordOrder({ inTenant, clock }: Dependencies) {
  return (actor: Actor, order: OrderBody): Promise<Answer> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const answer = { orderId: order.orderId, lines: order.lines.length };
      const head = {
        ...{ id: order.orderId, number: order.number, date: order.date, kind: order.kind },
        contentHash: hashOf(order),
        recordedBy: actor.userId,
        recordedAt: clock.now(),
      };
      if (!(await claimOrder(trx, institutionId, head))) return answer;
      if (new Set(order.lines.map(({ lineId }) => lineId)).size < order.lines.length) throw conflict('id-taken');

      await refuseUnknownClasses(trx, order);
      const people = await ensureStudents(trx, institutionId, order);
      const decided = decideOrder(await filesOf(trx, people), order);
      const [refusal] = decided.refused;
      if (refusal) {
        throw new DomainError(kindOf[refusal.code], refusal.code, { details: { lineId: refusal.line.lineId } });
      }
      await saveMovements(trx, institutionId, { ...decided, head });
      return answer;
    });
}

/** Students with their memberships; their rows must be locked, so that nobody opens a second membership meanwhile. */
export async function filesOf(
  trx: Knex.Transaction,
  people: ReadonlyMap<string, Person>,
): Promise<ReadonlyMap<string, StudentFile>> {
  const memberships = await loadMemberships(trx, [...people.keys()]);
  return new Map([...people].map(([id, { birthDate }]) => [id, { birthDate, memberships: memberships.get(id) ?? [] }]));
}

function hashOf(order: OrderBody): string {
  const lines = order.lines.map(({ lineId, studentId, name, birthDate, toClassId, effectiveFrom, reason }) => [
    ...[lineId, studentId, name ? [name.lastName, name.firstName, name.middleName] : null],
    ...[birthDate ?? null, toClassId, effectiveFrom, reason ?? null],
  ]);
  const content = JSON.stringify([order.number, order.date, order.kind, lines]);
  return createHash('sha256').update(content).digest('base64url');
}

async function refuseUnknownClasses(trx: Knex.Transaction, { lines }: OrderBody): Promise<void> {
  const wanted = lines.flatMap(({ toClassId }) => (toClassId === null ? [] : [toClassId]));
  const classes = await loadClasses(trx, wanted);
  // a subgroup is entered by division, not by order
  const missing = lines.find(({ toClassId }) => toClassId !== null && classes.get(toClassId)?.parentId !== null);
  if (missing) throw notFound('class-not-found');
}

/** Locks the order's students; adds those that an enrolment brings in, with the consent that it records. */
async function ensureStudents(
  trx: Knex.Transaction,
  institutionId: string,
  order: OrderBody,
): Promise<ReadonlyMap<string, Person>> {
  const enrolling = order.kind === 'enrolment';
  const named = new Map(
    order.lines.flatMap((line) => (line.name ? [[line.studentId, { ...line, name: line.name }]] : [])),
  );
  const added = enrolling
    ? await insertPeople(
        trx,
        institutionId,
        [...named.values()].map((line) => ({
          id: line.studentId,
          name: line.name,
          birthDate: line.birthDate ?? null,
          kind: 'student' as const,
        })),
      )
    : [];
  const people = await lockPeople(
    trx,
    order.lines.map(({ studentId }) => studentId),
  );
  const missing = order.lines.find(({ studentId }) => !people.has(studentId));
  if (missing) throw enrolling ? invalid('name-required', { lineId: missing.lineId }) : notFound('person-not-found');

  if (enrolling) {
    const others = [...people.values()].filter(({ kinds }) => !kinds.includes('student')).map(({ id }) => id);
    await addKind(trx, others, 'student');
    const paper = { document: `Приказ № ${order.number}`, on: order.date };
    await recordConsent(trx, institutionId, { personIds: [...people.keys()], paper });
    await publishPeople(trx, institutionId, [...added, ...others]);
  }
  return people;
}
