import { expect, test } from '@jest/globals';
import { traceparentOf } from './traceparent.ts';

test('a call begins a trace under its own id, each try of it is another span, and none asks to be recorded', () => {
  const requestId = crypto.randomUUID();
  const tries = [traceparentOf(requestId), traceparentOf(requestId)];
  for (const text of tries) expect(text).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00$/);
  expect(tries.map((text) => text.split('-')[1])).toEqual([requestId, requestId].map((id) => id.replaceAll('-', '')));
  expect(tries[0]).not.toBe(tries[1]);
});
