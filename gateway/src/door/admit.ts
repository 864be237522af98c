import type { Request } from 'express';
import type { Actor } from '@parta/chassis/auth/actor';
import type { VerifyToken } from '@parta/chassis/auth/verify-token';
import { DomainError, forbidden } from '@parta/chassis/errors';
import { addressOf } from './forwarded-headers.ts';
import type { Match } from './permission-table.ts';
import type { LimitName, RateLimits } from './rate-limits.ts';

/** Public operations that guesses are tried on. */
const guessed: Readonly<Record<string, LimitName>> = {
  'identity.signIn': 'sign-in',
  'identity.activate': 'activation',
  'identity.checkCode': 'activation',
};

export interface Doorkeeper {
  readonly verify: VerifyToken;
  readonly limits: RateLimits;
}

/**
 * Lets a request in: who is it, may they, not too often. Signed-in people are counted each for themselves, for a whole school
 * may share one address; everyone else by address, and so are wrong tokens.
 * @throws DomainError `unauthenticated`, `permission-missing`, `too-many-requests`
 */
export async function admit(request: Request, { id, operation }: Match, { verify, limits }: Doorkeeper): Promise<void> {
  const { permission } = operation;
  if (permission === 'public') {
    const address = addressOf(request);
    await limits.spend('address', address);
    const limit = guessed[id];
    if (limit) await limits.spend(limit, address);
    return;
  }
  const actor = await verified(request, verify, () => limits.spend('address', addressOf(request)));
  if (permission !== 'signed-in' && !actor.may(permission)) throw forbidden('permission-missing');
  await limits.spend('user', actor.userId);
}

async function verified(request: Request, verify: VerifyToken, onWrong: () => Promise<void>): Promise<Actor> {
  const header = request.headers.authorization ?? '';
  try {
    if (!header.startsWith('Bearer ')) throw new DomainError('unauthenticated', 'unauthenticated');
    return await verify(header.slice('Bearer '.length));
  } catch (error) {
    await onWrong();
    throw error;
  }
}
