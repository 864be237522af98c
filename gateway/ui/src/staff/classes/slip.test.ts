import { expect, test } from '@jest/globals';
import { inHandingOrder, type Slip } from './slip.ts';

const slip = (displayName: string, side: Slip['side']): Slip => ({
  personId: displayName,
  displayName,
  side,
  code: 'ABCD-EFGH',
  login: 'x',
  expiresAt: '2026-12-01T00:00:00Z',
});

test('slips stand as they are handed out: pupils by name, then guardians (IAM-1)', () => {
  const order = inHandingOrder([
    slip('Агеева О. В.', 'guardian'),
    slip('Ёлкин Ю. П.', 'student'),
    slip('Жуков А. А.', 'student'),
    slip('Алиев Р. К.', 'student'),
  ]);
  expect(order.map(({ displayName }) => displayName)).toEqual([
    'Алиев Р. К.',
    'Ёлкин Ю. П.',
    'Жуков А. А.',
    'Агеева О. В.',
  ]);
});
