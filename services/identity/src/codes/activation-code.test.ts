import { describe, expect, test } from '@jest/globals';
import { codeExpiry, faultOf, type IssuedCode, makeCode, normaliseCode } from './activation-code.ts';

const issued = new Date('2026-09-01T07:00:00Z');
const fresh: IssuedCode = { id: 'c', expiresAt: codeExpiry('Europe/Moscow', issued), usedAt: null, replacedAt: null };

describe('life of a code (R-91)', () => {
  const cases: readonly [string, IssuedCode, string, string | undefined][] = [
    ['row 4: used Thu 2026-10-01 23:59', fresh, '2026-10-01T20:59:00Z', undefined],
    ['row 4: used Fri 2026-10-02', fresh, '2026-10-01T21:00:00Z', 'code-expired'],
    ['row 2: used twice', { ...fresh, usedAt: issued }, '2026-09-02T07:00:00Z', 'code-used'],
    ['row 3: issued again', { ...fresh, replacedAt: issued }, '2026-09-02T07:00:00Z', 'code-replaced'],
    ['row 2: used, and long ago', { ...fresh, usedAt: issued }, '2027-09-02T07:00:00Z', 'code-used'],
  ];
  test.each(cases)('%s', (_row, code, now, fault) => expect(faultOf(code, new Date(now))).toBe(fault));
});

test('(IAM-6) a code is read aloud without doubt and typed in any way', () => {
  const code = makeCode();
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  expect(normaliseCode(` ${code.toLowerCase().replaceAll('-', '  ')}`)).toBe(code.replaceAll('-', ''));
  // А, В, С of the Russian layout
  expect(normaliseCode('АВС2')).toBe('ABC2');
  expect(new Set(Array.from({ length: 200 }, makeCode)).size).toBe(200);
});
