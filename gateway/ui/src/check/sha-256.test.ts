import { expect, test } from '@jest/globals';
import { plainSha256, sha256Of } from './sha-256.ts';

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

test.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 100_003])(
  'the plain SHA-256 of %d bytes is that of the platform (RPT-4)',
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + 7) % 256);
    expect(hex(plainSha256(bytes))).toBe(await sha256Of(bytes));
  },
);

test('the SHA-256 of «abc» is the one that the standard prints (RPT-4)', () => {
  const digest = hex(plainSha256(new TextEncoder().encode('abc')));
  expect(digest).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
