import { timingSafeEqual } from 'node:crypto';
import type { KeyedHash } from '../keyed-hash.ts';

/** A session that nobody used for 14 days has ended. [DESIGN §5] */
export const SESSION_MS = 14 * 86_400_000;

/** A family of refresh tokens: one sign-in of one browser. */
export interface Family {
  readonly userId: string;
  readonly sessionId: string;
  readonly seed: Buffer;
  /** Of the one token that may still be used. */
  readonly generation: number;
  readonly rotatedAt: Date;
  readonly endedAt: Date | null;
}

export interface Presented {
  readonly userId: string;
  readonly sessionId: string;
  readonly generation: number;
  readonly proof: string;
}

/** Two tabs that wake together send the same token within this time. */
const RACE_MS = 10_000;

export type Rotation = 'rotate' | 'same-successor' | 'reused' | 'ended';

/**
 * What a token presented now means. Each is used once; the one before, a moment later, is the race of two tabs and gets the same
 * successor; an older one has been stolen or copied, so the whole family ends. [IAM-1]
 */
export function decideRotation(family: Family, generation: number, now: Date): Rotation {
  if (family.endedAt !== null || now.getTime() >= family.rotatedAt.getTime() + SESSION_MS) return 'ended';
  if (generation === family.generation) return 'rotate';
  const sinceRotation = now.getTime() - family.rotatedAt.getTime();
  return generation === family.generation - 1 && sinceRotation <= RACE_MS ? 'same-successor' : 'reused';
}

/**
 * Tokens are derived, not stored: whoever asks twice for the successor gets the same bytes, and the database alone makes none,
 * for it lacks the key, nor the key alone, for it lacks the seed.
 */
export function refreshToken(
  hash: KeyedHash,
  family: Pick<Family, 'userId' | 'sessionId' | 'seed'>,
  generation: number,
): string {
  const { userId, sessionId, seed } = family;
  const proof = hash('refresh', `${userId} ${sessionId} ${generation} ${seed.toString('base64url')}`).toString(
    'base64url',
  );
  return `${userId}.${sessionId}.${generation}.${proof}`;
}

const SHAPE = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/;

/** The parts of a cookie, not yet believed; undefined if it is not one of ours. */
export function readRefreshToken(cookie: string): Presented | undefined {
  const [, userId, sessionId, generation, proof] = SHAPE.exec(cookie) ?? [];
  if (userId === undefined || sessionId === undefined || proof === undefined) return undefined;
  return { userId, sessionId, generation: Number(generation), proof };
}

export function isGenuine(hash: KeyedHash, family: Family, { generation, proof }: Presented): boolean {
  const expected = refreshToken(hash, family, generation).split('.')[3] ?? '';
  return expected.length === proof.length && timingSafeEqual(Buffer.from(expected), Buffer.from(proof));
}
