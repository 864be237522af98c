import { expect, it } from '@jest/globals';
import { readableLine } from './readable-line.ts';

it.each([
  ['{"level":30,"time":1,"service":"journal","msg":"saved","cells":3}', 'INFO saved cells=3'],
  [
    '{"level":50,"msg":"failed","err":{"message":"m","stack":"Error: m\\n  at x"}}',
    'ERROR failed err=Error: m\n  at x',
  ],
  ['{"level":40}', 'WARN '],
  ['{not json', '{not json'],
  ['plain words', 'plain words'],
])('reads %s', (line, readable) => {
  expect(readableLine(line)).toBe(readable);
});
