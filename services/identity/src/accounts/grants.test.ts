import { describe, expect, test } from '@jest/globals';
import type { Role } from '@parta/contracts/kernel/roles';
import type { CalendarDate, Interval } from '@parta/contracts/values/calendar-date';
import { rolesOn } from './account.ts';
import { decideByHand, effectiveGrants, type Facts, type Grant, grantsOf } from './grants.ts';
import { union } from './intervals.ts';

const day = (text: string): CalendarDate => text as CalendarDate;
const span = (from: string, to: string | null = null): Interval => ({
  from: day(from),
  to: to === null ? null : day(to),
});
const grant = (role: Role, from: string, to: string | null = null): Grant => ({ role, ...span(from, to) });
const nothing: Facts = { positions: [], classTeaching: [], membership: [], children: [] };

describe('what contingent says becomes roles with days', () => {
  test('(R-92 row 2) pupil leaves Mon 2026-10-12: pupil and guardian have Sunday and not Monday', () => {
    const membership = [span('2026-09-01', '2026-10-12')];
    const pupil = grantsOf({ ...nothing, membership }).student;
    const guardian = grantsOf({ ...nothing, children: [{ relation: span('2026-09-01'), membership }] }).guardian;
    expect([rolesOn(pupil, day('2026-10-11')), rolesOn(pupil, day('2026-10-12'))]).toEqual([['student'], []]);
    expect([rolesOn(guardian, day('2026-10-11')), rolesOn(guardian, day('2026-10-12'))]).toEqual([['guardian'], []]);
  });

  test('(R-92 row 3) a guardian with a second child here keeps that one', () => {
    const relation = span('2026-09-01');
    const children = [
      { relation, membership: [span('2026-09-01', '2026-10-12')] },
      { relation, membership: [span('2026-09-01')] },
    ];
    expect(grantsOf({ ...nothing, children }).guardian).toEqual([grant('guardian', '2026-09-01')]);
  });

  test('(R-92 row 5) leave and return: two intervals', () => {
    const membership = [span('2027-01-11'), span('2026-09-01', '2026-10-12')];
    expect(grantsOf({ ...nothing, membership }).student).toEqual([
      grant('student', '2026-09-01', '2026-10-12'),
      grant('student', '2027-01-11'),
    ]);
  });

  test('(R-92 row 1) a class teacher who is dismissed leads no class any more', () => {
    const positions = [grant('teacher', '2026-09-01', '2026-11-01')];
    const { staff } = grantsOf({ ...nothing, positions, classTeaching: [span('2026-09-01')] });
    expect(staff).toEqual([
      grant('teacher', '2026-09-01', '2026-11-01'),
      grant('class-teacher', '2026-09-01', '2026-11-01'),
    ]);
  });

  test('(R-94 row 4) a transfer inside the school leaves no gap', () => {
    expect(union([span('2026-10-12'), span('2026-09-01', '2026-10-12')])).toEqual([span('2026-09-01')]);
  });

  test('(IAM-4) a position never gives the role of a student or an official', () => {
    const positions = [grant('student', '2026-09-01'), grant('region-official', '2026-09-01')];
    expect(grantsOf({ ...nothing, positions }).staff).toEqual([]);
  });
});

describe('roles set by the administrator', () => {
  const byEvent = [grant('teacher', '2026-09-01', '2027-06-01')];

  test('(IAM-3) hold from their day, and end with employment', () => {
    const byHand = [{ from: day('2026-11-01'), roles: ['deputy' as const] }];
    expect(effectiveGrants({ byEvent, byHand, employed: true })).toEqual([
      grant('teacher', '2026-09-01', '2026-11-01'),
      grant('deputy', '2026-11-01', '2027-06-01'),
    ]);
  });

  test('(IAM-3) an earlier decision keeps its days, one of the same day is replaced', () => {
    const first = decideByHand([], { from: day('2026-10-01'), roles: ['deputy'] });
    const second = decideByHand(first, { from: day('2026-11-01'), roles: ['secretary'] });
    const third = decideByHand(second, { from: day('2026-11-01'), roles: [] });
    expect(effectiveGrants({ byEvent, byHand: third, employed: true })).toEqual([
      grant('teacher', '2026-09-01', '2026-10-01'),
      grant('deputy', '2026-10-01', '2026-11-01'),
    ]);
  });

  test('(IAM-2) an invited administrator has no position to end with', () => {
    const byHand = [{ from: day('2026-11-01'), roles: ['administrator' as const] }];
    expect(effectiveGrants({ byEvent: [], byHand, employed: false })).toEqual([grant('administrator', '2026-11-01')]);
  });
});
