import { expect, test } from '@jest/globals';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { secondsWithinDay, startOfDay } from '../local-day.ts';
import type { Account } from './account.ts';
import { changesUntil, type Node, seatsOf } from './seats.ts';

const day = (text: string): CalendarDate => text as CalendarDate;
const node = (id: string, timeZone: string): Node => ({ id, name: id, kind: 'school', timeZone, state: 'open' });
const nodes = new Map(
  [node('west', 'Europe/Kaliningrad'), node('east', 'Asia/Kamchatka')].map((each) => [each.id, each]),
);

const account = (institutionId: string, to: string | null, changes: Partial<Account> = {}): Account => ({
  ...{ institutionId, userId: 'u', personId: 'p', displayName: 'П.', login: 'p', version: 1 },
  ...{ blockedAt: null, consent: 'given', codeExpiresAt: null, activatedAt: new Date(0) },
  assignments: [
    {
      ...{ id: `at-${institutionId}`, side: 'student', byEvent: [], byHand: [] },
      roles: [{ role: 'student', from: day('2026-09-01'), to: to === null ? null : day(to) }],
    },
  ],
  ...changes,
});

test('(R-92 row 2) the day of each node decides: on Sunday evening in Moscow it is Monday in Kamchatka', () => {
  const now = new Date('2026-10-11T18:00:00Z');
  const both = [account('west', '2026-10-12'), account('east', '2026-10-12')];
  expect(seatsOf(both, nodes, now).map(({ nodeId }) => nodeId)).toEqual(['west']);
});

test('(R-93 row 2) a blocked account, or one without consent, has no seat', () => {
  const now = new Date('2026-10-11T09:00:00Z');
  const some = [account('west', null, { blockedAt: now }), account('east', null, { consent: 'withdrawn' })];
  expect(seatsOf(some, nodes, now)).toEqual([]);
});

test('(R-92 row 2) a token of the last evening ends at midnight', () => {
  const now = new Date('2026-10-11T21:58:30Z');
  const leaving = account('west', '2026-10-12');
  const seat = seatsOf([leaving], nodes, now)[0];
  expect(seat).toBeDefined();
  if (!seat) return;
  expect(changesUntil(leaving, seat, new Date(now.getTime() + 300_000))).toBe(true);
  expect(changesUntil(account('west', null), seat, new Date(now.getTime() + 300_000))).toBe(false);
  expect(secondsWithinDay('Europe/Kaliningrad', now, 300)).toBe(90);
});

test('(R-92) the start of a day in zones ahead, behind, and on the day of a changed clock', () => {
  expect(startOfDay('Asia/Kamchatka', day('2026-10-12')).toISOString()).toBe('2026-10-11T12:00:00.000Z');
  expect(startOfDay('Pacific/Kiritimati', day('2026-10-12')).toISOString()).toBe('2026-10-11T10:00:00.000Z');
  expect(startOfDay('Pacific/Pago_Pago', day('2026-10-12')).toISOString()).toBe('2026-10-12T11:00:00.000Z');
  expect(startOfDay('Europe/Berlin', day('2026-03-30')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
});
