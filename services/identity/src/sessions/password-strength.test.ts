import { expect, test } from '@jest/globals';
import { refuseWeak } from './password-strength.ts';

const weak = [
  'short',
  'Ivanov-1980',
  'aaaaaaaa',
  '12345678',
  '87654321',
  'abcdefgh',
  'qwertyui',
  'йцукенгш',
  'Password1',
  'пароль123',
  '567890123',
];

test.each(weak)('(IAM-1) %s is refused', (password) => {
  expect(() => refuseWeak(password, 'ivanov-1980')).toThrow('password-too-weak');
});

test.each(['снегопад в мае', 'Zelyonaya-8-dver', '12345678ю'])('(IAM-1) %s is taken', (password) => {
  expect(() => refuseWeak(password, 'ivanov-1980')).not.toThrow();
});
