import { ACCESS_TOKEN_SECONDS, AUDIENCE, type Claims, ISSUER } from '@parta/chassis/auth/claims';
import { encodePermissions } from '@parta/contracts/kernel/permissions';
import { permissionsOf } from '@parta/contracts/kernel/roles';
import jwt from 'jsonwebtoken';
import type { Account } from '../accounts/account.ts';
import { changesUntil, type SeatToday } from '../accounts/seats.ts';
import { secondsWithinDay } from '../local-day.ts';
import type { SigningKeys } from './signing-keys.ts';

interface TokenSubject {
  readonly account: Account;
  readonly seat: SeatToday;
  readonly sessionId: string;
}

export interface AccessToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Ids and rights, nothing personal. A right that ends at midnight takes its tokens along. [DESIGN §5; R-92] */
export function signAccessToken(keys: SigningKeys, { account, seat, sessionId }: TokenSubject, now: Date): AccessToken {
  const lateInDay = changesUntil(account, seat, new Date(now.getTime() + ACCESS_TOKEN_SECONDS * 1000));
  const expiresIn = lateInDay ? secondsWithinDay(seat.timeZone, now, ACCESS_TOKEN_SECONDS) : ACCESS_TOKEN_SECONDS;
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims: Claims = {
    sub: account.userId,
    per: account.personId,
    sid: sessionId,
    asg: seat.assignmentId,
    node: seat.nodeId,
    side: seat.side,
    roles: seat.roles,
    perms: encodePermissions(permissionsOf(seat.roles)),
    iat: issuedAt,
    exp: issuedAt + expiresIn,
  };
  const { kid, privateKey } = keys.current;
  const accessToken = jwt.sign(claims, privateKey, {
    algorithm: 'RS256',
    keyid: kid,
    issuer: ISSUER,
    audience: AUDIENCE,
  });
  return { accessToken, expiresIn };
}
