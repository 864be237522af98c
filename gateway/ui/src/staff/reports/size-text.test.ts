import { expect, test } from '@jest/globals';
import { sizeText } from './size-text.ts';

test.each([
  [12, '1 КБ'],
  [98_304, '96 КБ'],
  [1_258_291, '1,2 МБ'],
])('%d bytes are «%s» (RPT-4)', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
