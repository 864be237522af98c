import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { PersonName } from '../../values/person.ts';
import { SchoolYear } from '../../values/school-year.ts';

/** Kinds of movement that this release writes. [CNT-4] */
export const OrderKind = z.enum(['enrolment', 'transfer', 'expulsion', 'graduation']).meta({ id: 'OrderKind' });

const Line = z
  .object({
    lineId: z.uuid(),
    studentId: z.uuid(),
    /** For a student who is not known here yet. */
    name: PersonName.optional(),
    birthDate: CalendarDate.nullable().optional(),
    toClassId: z.uuid().nullable(),
    /** The first day in the new class, or the first day out. */
    effectiveFrom: CalendarDate,
    reason: z.string().trim().max(200).optional(),
  })
  .meta({ id: 'OrderLine' });

export const Movement = z
  .object({
    orderId: z.uuid(),
    number: z.string(),
    date: CalendarDate,
    kind: OrderKind,
    lineId: z.uuid(),
    studentId: z.uuid(),
    student: PersonName,
    fromClass: z.string().nullable(),
    toClass: z.string().nullable(),
    effectiveFrom: CalendarDate,
    /** How far the enrolment has come: identity's account. */
    accountState: z.enum(['none', 'invited', 'active', 'blocked']),
  })
  .meta({ id: 'Movement' });

/** Nobody changes class membership without an order. [002 §5; R-94] */
export const ordersContract = contract({
  recordOrder: {
    method: 'post',
    path: '/orders',
    summary: 'Record an order with its lines; the movement book is written from it',
    permission: 'orders.write',
    idempotency: 'natural',
    body: z.object({
      orderId: z.uuid(),
      number: z.string().trim().min(1).max(40),
      date: CalendarDate,
      kind: OrderKind,
      lines: z.array(Line).min(1).max(500),
    }),
    success: { status: 201, body: z.object({ orderId: z.uuid(), lines: z.int() }) },
    problems: [
      'class-not-found',
      'person-not-found',
      'name-required',
      'class-required',
      'interval-overlap',
      'not-enrolled',
      'date-invalid',
      'id-taken',
    ],
  },
  listMovement: {
    method: 'get',
    path: '/movement',
    summary: 'The movement book «книга движения» of a year, newest first',
    permission: 'classes.read',
    idempotency: 'none',
    query: z.object({
      year: z.coerce.number().pipe(SchoolYear),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    success: { status: 200, body: z.object({ movements: z.array(Movement) }) },
    problems: [],
  },
});
