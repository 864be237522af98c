import { expect, test } from '@jest/globals';
import { makeCheckCode, normaliseCheckCode, printedCheckCode } from './check-code.ts';

test('(RPT-4) a code has twelve characters that paper cannot blur, and is read back as people type it', () => {
  const code = makeCheckCode();
  expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{12}$/);
  expect(printedCheckCode(code)).toMatch(/^.{4}-.{4}-.{4}$/);
  expect(normaliseCheckCode(` ${printedCheckCode(code).toLowerCase()} `)).toBe(code);
});
