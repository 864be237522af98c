import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { implement, type Routes } from '@parta/chassis/http/mount';
import { accountsContract } from '@parta/contracts/http/identity/accounts';
import { dateIn } from '@parta/contracts/values/calendar-date';
import type { IssueClassCodes } from '../codes/issue-class-codes.ts';
import type { IssueCode } from '../codes/issue-code.ts';
import { timeZoneOf } from '../organisations/organisation-queries.ts';
import { listAccounts } from './account-queries.ts';
import type { SetBlocked } from './block-account.ts';
import type { SetRoles } from './set-roles.ts';

interface Uses {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly issueCode: IssueCode;
  readonly issueClassCodes: IssueClassCodes;
  readonly setRoles: SetRoles;
  readonly setBlocked: SetBlocked;
}

export const accountRoutes = ({ inTenant, clock, issueCode, issueClassCodes, setRoles, setBlocked }: Uses): Routes =>
  implement(accountsContract, {
    listAccounts: ({ query }, { institutionId }) =>
      inTenant({ institutionId }, async (trx) => {
        const today = dateIn(await timeZoneOf(trx, institutionId), clock.now());
        return listAccounts(trx, institutionId, query, today);
      }),
    issueCode: ({ params }, actor) => issueCode(actor, params.personId),
    issueClassCodes: async ({ params, body }, actor) => ({
      slips: await issueClassCodes(actor, params.classId, body.sides),
    }),
    setRoles: ({ params, body }, actor) => setRoles(actor, params.personId, { roles: body.roles, from: body.from }),
    blockAccount: async ({ params }, actor) => {
      await setBlocked(actor, params.personId, true);
    },
    unblockAccount: async ({ params }, actor) => {
      await setBlocked(actor, params.personId, false);
    },
  });
