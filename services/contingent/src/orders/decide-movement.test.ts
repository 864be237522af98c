import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, CalendarDate, covers } from '@parta/contracts/values/calendar-date';
import { decideMovement, decideOrder, type Membership, type MovementLine, type OrderKind } from './decide-movement.ts';

const date = (text: string): CalendarDate => CalendarDate.parse(text);
const born = date('2013-05-04');
const inA = (to: string | null = null): Membership => ({
  id: 'm1',
  classId: '5А',
  from: date('2026-09-01'),
  to: to === null ? null : date(to),
});
const line = (toClassId: string | null, from: string): MovementLine => ({
  lineId: 'l1',
  studentId: 's1',
  toClassId,
  effectiveFrom: date(from),
});
const decide = (kind: OrderKind, memberships: readonly Membership[], given: MovementLine) =>
  decideMovement({ birthDate: born, memberships }, { kind, line: given, newId: 'm2' });

describe('one line of an order', () => {
  it('enrols from a day on (R-23.5)', () => {
    expect(decide('enrolment', [], line('5А', '2026-09-14'))).toMatchObject({
      fromClassId: null,
      memberships: [{ classId: '5А', from: '2026-09-14', to: null }],
    });
  });

  it('ends membership on the first day out (R-23.1, R-23.2)', () => {
    const decision = decide('expulsion', [inA()], line(null, '2026-10-12'));
    expect(decision).toMatchObject({ fromClassId: '5А', toClassId: null });
    const [membership] = 'memberships' in decision ? decision.memberships : [];
    expect(membership && covers(membership, date('2026-10-09'))).toBe(true);
    expect(membership && covers(membership, date('2026-10-12'))).toBe(false);
  });

  it('moves inside the school on one day (R-94.4, R-23.6)', () => {
    expect(decide('transfer', [inA()], line('5Б', '2026-09-21'))).toEqual({
      fromClassId: '5А',
      toClassId: '5Б',
      memberships: [inA('2026-09-21'), { id: 'm2', classId: '5Б', from: '2026-09-21', to: null }],
    });
  });

  it.each<[string, string, OrderKind, readonly Membership[], MovementLine]>([
    ['R-94.2', 'interval-overlap', 'enrolment', [inA()], line('5Б', '2026-10-01')],
    ['R-94.2', 'interval-overlap', 'enrolment', [inA('2026-10-12')], line('5Б', '2026-10-11')],
    ['R-94.2', 'interval-overlap', 'transfer', [inA()], line('5А', '2026-10-01')],
    ['R-94.2', 'interval-overlap', 'expulsion', [inA('2026-10-12')], line(null, '2026-10-01')],
    ['R-94.5', 'date-invalid', 'enrolment', [], line('5А', '2013-05-03')],
    ['R-94.1', 'not-enrolled', 'transfer', [], line('5Б', '2026-10-01')],
    ['R-94.1', 'not-enrolled', 'expulsion', [inA()], line(null, '2026-09-01')],
    ['R-94.1', 'not-enrolled', 'graduation', [inA('2026-10-12')], line(null, '2026-10-12')],
    ['R-94.1', 'class-required', 'transfer', [inA()], line(null, '2026-10-01')],
  ])('refuses (%s): %s of a wrong %s', (_rule, code, kind, memberships, given) => {
    expect(decide(kind, memberships, given)).toEqual({ refused: code });
  });

  it('lets a student come back on the day of leaving (R-94.2)', () => {
    expect(decide('enrolment', [inA('2026-10-12')], line('5Б', '2026-10-12'))).toHaveProperty('memberships.length', 2);
  });

  it('has no day in two classes, whatever orders come (R-94.2, R-23)', () => {
    const kind = fc.constantFrom<OrderKind>('enrolment', 'transfer', 'expulsion', 'graduation');
    const order = fc.record({ kind, day: fc.integer({ min: 0, max: 40 }), classId: fc.constantFrom('5А', '5Б', null) });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 12 }), (orders) => {
        let memberships: readonly Membership[] = [];
        for (const [index, { kind: given, day, classId }] of orders.entries()) {
          const lines = [{ ...line(classId, addDays(date('2026-09-01'), day)), lineId: `l${index}` }];
          const decided = decideOrder(new Map([['s1', { birthDate: born, memberships }]]), { kind: given, lines });
          memberships = decided.after.get('s1') ?? [];
        }
        for (let day = 0; day <= 41; day++) {
          const on = addDays(date('2026-09-01'), day);
          expect(memberships.filter((membership) => covers(membership, on)).length).toBeLessThanOrEqual(1);
        }
        expect(memberships.every(({ from, to }) => to === null || from < to)).toBe(true);
      }),
    );
  });
});

describe('an order of many lines', () => {
  it('decides each line on what the lines before it left (R-94)', () => {
    const lines = [
      line('5Б', '2026-09-21'),
      { ...line('5В', '2026-10-05'), lineId: 'l2' },
      { ...line('5Г', '2026-10-05'), lineId: 'l3' },
    ];
    const decided = decideOrder(new Map([['s1', { birthDate: born, memberships: [inA()] }]]), {
      kind: 'transfer',
      lines,
    });
    expect(decided.refused.map(({ code }) => code)).toEqual(['not-enrolled']);
    expect(decided.after.get('s1')?.map(({ classId, from, to }) => [classId, from, to])).toEqual([
      ['5А', '2026-09-01', '2026-09-21'],
      ['5Б', '2026-09-21', '2026-10-05'],
      ['5В', '2026-10-05', null],
    ]);
  });
});
