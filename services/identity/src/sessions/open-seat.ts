import type { Clock } from '@parta/chassis/clock';
import { type DomainError, forbidden, notFound } from '@parta/chassis/errors';
import type { Session } from '@parta/contracts/http/identity/sessions';
import { permissionsOf } from '@parta/contracts/kernel/roles';
import type { Knex } from 'knex';
import { stateOf } from '../accounts/account.ts';
import { loadAccounts } from '../accounts/account-store.ts';
import { seatsOf } from '../accounts/seats.ts';
import { listOrganisations } from '../organisations/organisation-queries.ts';
import { signAccessToken } from './access-token.ts';
import type { SigningKeys } from './signing-keys.ts';

interface Wanted {
  readonly userId: string;
  readonly sessionId: string;
  readonly assignmentId: string | undefined;
}

/**
 * What a signed-in browser gets: a token for the assignment wanted, or for the first seat, and all seats.
 * The time is read after the accounts are locked: a change of rights that waits for this token cuts it off as well.
 * @throws DomainError `account-blocked`, `no-access`, `assignment-not-found`
 */
export type OpenSeat = (trx: Knex.Transaction, wanted: Wanted) => Promise<Session>;

export function buildOpenSeat(clock: Clock, keys: SigningKeys): OpenSeat {
  return async (trx, { userId, sessionId, assignmentId }) => {
    const accounts = await loadAccounts(trx, { userId }, 'to-issue');
    const nodes = new Map((await listOrganisations(trx)).map((node) => [node.id, node]));
    const now = clock.now();
    const seats = [...seatsOf(accounts, nodes, now)];
    if (seats.length === 0) throw refusalOf(accounts.every((account) => stateOf(account) === 'blocked'));
    const acting = assignmentId === undefined ? seats[0] : seats.find((seat) => seat.assignmentId === assignmentId);
    const account = accounts.find(({ institutionId }) => institutionId === acting?.nodeId);
    if (!acting || !account) throw notFound('assignment-not-found');
    const { login, displayName } = account;
    // the person is the same at every node; an official's account has none
    const personId = accounts.find((each) => each.personId !== null)?.personId ?? null;
    return {
      ...signAccessToken(keys, { account, seat: acting, sessionId }, now),
      user: { id: userId, login, displayName, personId },
      acting,
      seats,
      permissions: [...permissionsOf(acting.roles)],
    };
  };
}

const refusalOf = (blocked: boolean): DomainError => forbidden(blocked ? 'account-blocked' : 'no-access');
