import { Role, type Side } from '@parta/contracts/kernel/roles';
import { CalendarDate, covers, Interval } from '@parta/contracts/values/calendar-date';
import { z } from 'zod';
import type { Grant, HandDecision } from './grants.ts';

export const Grants = z.array(Interval.extend({ role: Role }));
export const HandDecisions = z.array(z.object({ from: CalendarDate, roles: z.array(Role) }));

/** A user acting on one side at one node. */
export interface Assignment {
  readonly id: string;
  readonly side: Side;
  readonly byEvent: readonly Grant[];
  readonly byHand: readonly HandDecision[];
  readonly roles: readonly Grant[];
}

/** A user as one node knows them. */
export interface Account {
  readonly institutionId: string;
  readonly userId: string;
  readonly personId: string | null;
  readonly displayName: string;
  readonly blockedAt: Date | null;
  readonly consent: 'given' | 'missing' | 'withdrawn';
  readonly codeExpiresAt: Date | null;
  readonly version: number;
  readonly login: string;
  readonly activatedAt: Date | null;
  readonly assignments: readonly Assignment[];
}

export type AccountState = 'invited' | 'active' | 'blocked';

/** Without consent there is no access; the records of the school stay. */
export function stateOf({
  blockedAt,
  consent,
  activatedAt,
}: Pick<Account, 'blockedAt' | 'consent' | 'activatedAt'>): AccountState {
  if (blockedAt !== null || consent !== 'given') return 'blocked';
  return activatedAt === null ? 'invited' : 'active';
}

export const rolesOn = (roles: readonly Grant[], date: CalendarDate): readonly Role[] => [
  ...new Set(roles.filter((grant) => covers(grant, date)).map(({ role }) => role)),
];

/** What a token of this assignment may claim on that day; nothing while the account is blocked. */
export const activeRoles = (account: Account, assignment: Assignment, date: CalendarDate): readonly Role[] =>
  stateOf(account) === 'blocked' ? [] : rolesOn(assignment.roles, date);
