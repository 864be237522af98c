import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { conflict, notFound } from '@parta/chassis/errors';
import type { Role, Side } from '@parta/contracts/kernel/roles';
import { dateIn } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import type { Account } from '../accounts/account.ts';
import { loadAccounts } from '../accounts/account-store.ts';
import { isAhead } from '../accounts/intervals.ts';
import type { KeyedHash } from '../keyed-hash.ts';
import { findOrganisation } from '../organisations/organisation-queries.ts';
import type { Tries } from '../sessions/tries.ts';
import { faultOf } from './activation-code.ts';
import { type CodePlace, findCodePlace, lockCode } from './code-store.ts';

export interface CodeDependencies {
  readonly db: Knex;
  readonly inTenant: InTenant;
  readonly clock: Clock;
  readonly hash: KeyedHash;
  /** By address: 10 wrong codes in 15 minutes. [R-91 row 5] */
  readonly tries: Tries;
}

interface Owner {
  readonly displayName: string;
  readonly institutionName: string;
  readonly side: Side;
  readonly roles: Role[];
  readonly login: string;
}

/** @throws DomainError `code-unknown`, `code-used`, `code-replaced`, `code-expired`, `too-many-tries` */
export type CheckCode = (code: string, address: string) => Promise<Owner>;

/** Says whose code it is, so that the owner sees that it is theirs. */
export function buildCheckCode(dependencies: CodeDependencies): CheckCode {
  const { inTenant, clock } = dependencies;
  return async (code, address) => {
    const place = await knownCode(dependencies, code, address);
    return inTenant(place, async (trx) => {
      const now = clock.now();
      await requireUsable(trx, place, now);
      const [account] = await loadAccounts(trx, { institutionId: place.institutionId, userIds: [place.userId] });
      const node = await findOrganisation(trx, place.institutionId);
      if (!account || !node) throw notFound('code-unknown');
      return { ...whoIs(account, dateIn(node.timeZone, now)), institutionName: node.name };
    });
  };
}

/** Where a code leads; one that is wrong counts against the address. */
export async function knownCode(
  { db, hash, tries }: CodeDependencies,
  code: string,
  address: string,
): Promise<CodePlace> {
  const key = hash('address', address).toString('base64url');
  await tries.count(key);
  const place = await findCodePlace(db, hash, code);
  if (!place) throw notFound('code-unknown');
  await tries.forgive(key);
  return place;
}

/** The code's row locked and found good. */
export async function requireUsable(trx: Knex.Transaction, place: CodePlace, now: Date): Promise<void> {
  const issued = await lockCode(trx, place);
  if (!issued) throw notFound('code-unknown');
  const fault = faultOf(issued, now);
  if (fault) throw conflict(fault);
}

/** The first side with roles now or later: a slip handed over in August says what begins in September. */
function whoIs({ displayName, login, assignments }: Account, today: string): Omit<Owner, 'institutionName'> {
  const ahead = assignments.map(({ side, roles }) => ({
    side,
    roles: [...new Set(roles.filter((grant) => isAhead(grant, today)).map(({ role }) => role))],
  }));
  const first = ahead.find(({ roles }) => roles.length > 0);
  return { displayName, login, side: first?.side ?? 'staff', roles: first?.roles ?? [] };
}
