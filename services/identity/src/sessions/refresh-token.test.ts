import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { buildKeyedHash } from '../keyed-hash.ts';
import { decideRotation, type Family, isGenuine, readRefreshToken, refreshToken } from './refresh-token.ts';

const rotatedAt = new Date('2026-11-22T09:00:00Z');
const family: Family = {
  userId: randomUUID(),
  sessionId: randomUUID(),
  seed: randomBytes(32),
  generation: 5,
  rotatedAt,
  endedAt: null,
};
const after = (seconds: number): Date => new Date(rotatedAt.getTime() + seconds * 1000);
const DAY = 86_400;

describe('use of a refresh token (IAM-1)', () => {
  const cases: readonly [string, Family, number, number, string][] = [
    ['the current one', family, 5, 300, 'rotate'],
    ['the one before, by the other tab', family, 4, 10, 'same-successor'],
    ['the one before, later', family, 4, 11, 'reused'],
    ['an older one, at once', family, 3, 0, 'reused'],
    ['one that was never given', family, 6, 300, 'reused'],
    ['the current one on the 14th day', family, 5, 14 * DAY - 1, 'rotate'],
    ['the current one after 14 days', family, 5, 14 * DAY, 'ended'],
    ['of an ended session', { ...family, endedAt: rotatedAt }, 5, 1, 'ended'],
  ];
  test.each(cases)('%s', (_case, of, generation, seconds, rotation) => {
    expect(decideRotation(of, generation, after(seconds))).toBe(rotation);
  });
});

test('(IAM-1) a token is good only for its generation, seed and key', () => {
  const hash = buildKeyedHash('one secret');
  const token = refreshToken(hash, family, 5);
  const presented = readRefreshToken(token);
  expect(presented && isGenuine(hash, family, presented)).toBe(true);
  expect(presented && isGenuine(hash, family, { ...presented, generation: 4 })).toBe(false);
  expect(presented && isGenuine(hash, { ...family, seed: randomBytes(32) }, presented)).toBe(false);
  expect(presented && isGenuine(buildKeyedHash('another'), family, presented)).toBe(false);
  for (const bad of ['', 'a.b.c.d', `${token}x`, token.replaceAll('.', ',')])
    expect(readRefreshToken(bad)).toBeUndefined();
});
