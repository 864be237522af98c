import { describe, expect, it } from '@jest/globals';
import { isRussian } from './russian-text.ts';

describe('records are in Russian (JRN-2)', () => {
  it.each([
    ['R-12.7 an English topic', 'Present Simple', false],
    ['R-12.7 with its Russian name', 'Настоящее простое время (Present Simple)', true],
    ['figures only', '§ 12, № 345', true],
    ['nothing', '', true],
  ])('%s', (_row, text, expected) => {
    expect(isRussian(text)).toBe(expected);
  });
});
