import { expect, it } from '@jest/globals';
import { JsonText, writeObject } from './json-text.ts';

it('puts written texts among values', () => {
  const written = writeObject<{ name: string; cells: readonly number[]; note?: string | undefined }>({
    name: 'the "7Б"',
    cells: new JsonText('[1,2]'),
    note: undefined,
  });
  expect(written.toBytes().toString()).toBe(String.raw`{"name":"the \"7Б\"","cells":[1,2]}`);
});

it('writes an object without fields', () => {
  expect(writeObject({}).toBytes().toString()).toBe('{}');
});
