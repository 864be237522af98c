import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { ListQuery } from '../../kernel/page-of.ts';
import { Role, Side } from '../../kernel/roles.ts';
import { CalendarDate } from '../../values/calendar-date.ts';

export const AccountState = z.enum(['invited', 'active', 'blocked']).meta({ id: 'AccountState' });

export const Account = z
  .object({
    userId: z.uuid(),
    personId: z.uuid().nullable(),
    displayName: z.string(),
    login: z.string(),
    state: AccountState,
    side: Side,
    roles: z.array(Role),
    codeExpiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Account' });

const person = z.object({ personId: z.uuid() });

export const accountsContract = contract({
  listAccounts: {
    method: 'get',
    path: '/accounts',
    summary: 'Accounts of this institution',
    permission: 'accounts.read',
    idempotency: 'none',
    query: ListQuery.extend({
      side: Side.optional(),
      state: AccountState.optional(),
      query: z.string().max(80).optional(),
    }),
    success: { status: 200, body: z.object({ accounts: z.array(Account), next: z.string().nullable() }) },
    problems: [],
  },
  issueCode: {
    method: 'post',
    path: '/people/{personId}/code',
    summary: 'A new activation code, shown once; an older one of this person ends',
    permission: 'codes.issue',
    idempotency: 'none',
    params: person,
    success: {
      status: 201,
      body: z.object({ code: z.string(), expiresAt: z.iso.datetime(), login: z.string(), displayName: z.string() }),
    },
    problems: ['account-not-found', 'consent-missing'],
  },
  issueClassCodes: {
    method: 'post',
    path: '/classes/{classId}/codes',
    summary: 'New codes for everyone of a class who has not signed in yet: slips to print',
    permission: 'codes.issue',
    idempotency: 'none',
    params: z.object({ classId: z.uuid() }),
    body: z.object({ sides: z.array(z.enum(['student', 'guardian'])).min(1) }),
    success: {
      status: 201,
      body: z.object({
        slips: z.array(
          z.object({
            personId: z.uuid(),
            displayName: z.string(),
            side: Side,
            code: z.string(),
            login: z.string(),
            expiresAt: z.iso.datetime(),
          }),
        ),
      }),
    },
    problems: ['class-not-found'],
  },
  setRoles: {
    method: 'put',
    path: '/people/{personId}/roles',
    summary: 'The staff roles of a person here, from a day on',
    permission: 'accounts.manage',
    idempotency: 'natural',
    params: person,
    body: z.object({ roles: z.array(Role).max(10), from: CalendarDate.optional() }),
    success: { status: 200, body: Account },
    problems: ['account-not-found', 'role-not-allowed'],
  },
  blockAccount: {
    method: 'post',
    path: '/people/{personId}/block',
    summary: '«Закрыть доступ»: sessions end within two seconds',
    permission: 'accounts.manage',
    idempotency: 'natural',
    params: person,
    success: { status: 204 },
    problems: ['account-not-found'],
  },
  unblockAccount: {
    method: 'post',
    path: '/people/{personId}/unblock',
    summary: 'Open access again',
    permission: 'accounts.manage',
    idempotency: 'natural',
    params: person,
    success: { status: 204 },
    problems: ['account-not-found'],
  },
});
