import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { notFound } from '@parta/chassis/errors';
import { timeZoneOf } from '../organisations/organisation-queries.ts';
import { loadAccounts } from './account-store.ts';
import type { ChangeAccount } from './change-account.ts';

/**
 * «Закрыть доступ» and open it again, at the actor's own node: what the user may do elsewhere is not this node's to take.
 * @throws DomainError `account-not-found`
 */
export type SetBlocked = (actor: Actor, personId: string, blocked: boolean) => Promise<void>;

interface Dependencies {
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly changeAccount: ChangeAccount;
}

export function buildSetBlocked({ inTenant, clock, changeAccount }: Dependencies): SetBlocked {
  return ({ institutionId }, personId, blocked) =>
    inTenant({ institutionId }, async (trx) => {
      const timeZone = await timeZoneOf(trx, institutionId);
      const [account] = await loadAccounts(trx, { institutionId, personIds: [personId] }, 'to-change');
      if (!account) throw notFound('account-not-found');
      if ((account.blockedAt !== null) === blocked) return;
      await changeAccount(trx, account, { ...account, blockedAt: blocked ? clock.now() : null }, timeZone);
    });
}
