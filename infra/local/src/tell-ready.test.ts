import { expect, it } from '@jest/globals';
import { accountLines } from './tell-ready.ts';

it('shows one account of each role in each institution, in columns', () => {
  const account = { password: 'p', institution: 'Школа № 1' };
  const lines = accountLines([
    { ...account, role: 'teacher', login: 'ivanova', name: 'Иванова А. П.' },
    { ...account, role: 'teacher', login: 'petrov', name: 'Петров И. С.' },
    { ...account, role: 'student', login: 's1', name: 'Котова Мария', institution: '' },
  ]);
  expect(lines).toEqual(['teacher  ivanova  p  Иванова А. П., Школа № 1', 'student  s1       p  Котова Мария']);
});
