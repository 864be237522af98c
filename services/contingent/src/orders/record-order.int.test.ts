import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { createTestDatabase, type TestDatabase } from '@parta/testkit/database';
import { classRow } from '../classes/class-store.ts';
import { buildRecordOrder, type OrderBody } from './record-order.ts';

const now = new Date('2026-11-20T09:00:00Z');
const date = (text: string): CalendarDate => CalendarDate.parse(text);

describe('recording orders', () => {
  let database: TestDatabase;
  let recordOrder: ReturnType<typeof buildRecordOrder>;
  let office: Actor;
  let classId: string;

  beforeAll(async () => {
    database = await createTestDatabase('contingent', new URL('../../migrations/', import.meta.url));
    recordOrder = buildRecordOrder({ inTenant: database.inTenant, clock: { now: () => now } });
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    const institutionId = uuidV7();
    office = {
      ...{ userId: uuidV7(), personId: null, sessionId: uuidV7(), assignmentId: uuidV7(), institutionId },
      ...{ side: 'staff', roles: ['secretary'], until: now, may: () => true },
    };
    classId = uuidV7();
    await inTenant(async (trx) =>
      trx('class').insert(classRow(institutionId, { id: classId, parentId: null, year: 2026, name: '7А', grade: 7 })),
    );
  });

  const inTenant = (work: (trx: Knex.Transaction) => Promise<unknown>): Promise<unknown> =>
    database.inTenant({ institutionId: office.institutionId }, work);

  const enrolment = (studentId: string): OrderBody => ({
    ...{ orderId: uuidV7(), number: '1-з', date: date('2026-08-28'), kind: 'enrolment' },
    lines: [
      {
        ...{ lineId: uuidV7(), studentId, toClassId: classId, effectiveFrom: date('2026-09-01') },
        name: { lastName: 'Ершов', firstName: 'Иван', middleName: null },
      },
    ],
  });

  it('lets one of two orders have a student that both enrol at once (R-94.2)', async () => {
    const studentId = uuidV7();
    const outcomes = await Promise.allSettled(
      [enrolment(studentId), enrolment(studentId), enrolment(studentId)].map((order) => recordOrder(office, order)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'interval-overlap' });
    expect(await inTenant(async (trx) => trx('membership'))).toHaveLength(1);
  });

  it('writes an order once that is sent three times at once (CNT-4)', async () => {
    const order = enrolment(uuidV7());
    const answers = await Promise.all([order, order, order].map((same) => recordOrder(office, same)));
    expect(answers).toEqual(answers.map(() => ({ orderId: order.orderId, lines: 1 })));
    const rows: unknown = await database
      .relay('outbox')
      .where({ institution_id: office.institutionId })
      .orderBy('seq')
      .pluck('type');
    expect(rows).toEqual(['contingent.person.v1', 'contingent.movement-recorded.v1', 'contingent.class.v1']);
  });

  it('puts the members of two orders at once into the later event of the class (CNT-4)', async () => {
    await Promise.all([recordOrder(office, enrolment(uuidV7())), recordOrder(office, enrolment(uuidV7()))]);
    const rows: unknown = await database
      .relay('outbox')
      .where({ institution_id: office.institutionId, type: 'contingent.class.v1' })
      .orderBy('version')
      .select('version', 'data');
    const events = z.array(z.object({ version: z.number(), data: classV1.data })).parse(rows);
    expect(events.map(({ version, data }) => [version, data.members.length])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it.each(['movement_order', 'order_line'])('cannot rewrite %s, not even by mistake (R-94.3)', async (table) => {
    await recordOrder(office, enrolment(uuidV7()));
    await expect(inTenant(async (trx) => trx(table).delete())).rejects.toThrow('permission denied');
    await expect(inTenant(async (trx) => trx(table).update({ institution_id: uuidV7() }))).rejects.toThrow(
      'permission denied',
    );
  });

  it('has no way into a class but by the line of an order (R-94.1)', async () => {
    const studentId = uuidV7();
    await recordOrder(office, enrolment(studentId));
    const stray = {
      institution_id: office.institutionId,
      id: uuidV7(),
      line_id: uuidV7(),
      class_id: classId,
      student_id: studentId,
    };
    await expect(
      inTenant(async (trx) => trx('membership').insert({ ...stray, valid_from: '2025-09-01', valid_to: '2026-01-01' })),
    ).rejects.toThrow('membership_institution_id_line_id_fkey');
  });

  it('shows no row to another institution, nor without a scope (IAM-8)', async () => {
    await recordOrder(office, enrolment(uuidV7()));
    for (const table of ['person', 'membership', 'movement_order', 'order_line', 'class', 'consent']) {
      expect(await database.inTenant({ institutionId: uuidV7() }, (trx) => trx(table))).toEqual([]);
      expect(await database.app(table)).toEqual([]);
      expect(await inTenant(async (trx) => trx(table))).toHaveLength(1);
    }
  });
});
