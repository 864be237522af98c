import { expect, test } from '@jest/globals';
import { loginProposals, transliterate } from './login-proposal.ts';

test('(IAM-1) surnames become Latin letters and nothing else', () => {
  const cases = {
    Щукин: 'shchukin',
    Ёлкина: 'elkina',
    'Салтыков-Щедрин': 'saltykovshchedrin',
    'О’Коннор': 'okonnor',
    Müller: 'muller',
    Подъячий: 'podyachiy',
  };
  for (const [name, login] of Object.entries(cases)) expect(transliterate(name)).toBe(login);
});

test('(IAM-1) a replay proposes the same logins, a namesake others', () => {
  const name = { lastName: 'Иванова', firstName: 'Анна', middleName: null };
  const first = [...loginProposals(name, 'user-1')].slice(0, 6);
  expect(first).toEqual([...loginProposals(name, 'user-1')].slice(0, 6));
  expect(first[0]).toMatch(/^ivanovaa\d{4}$/);
  expect(first[5]).toMatch(/^ivanovaa\d{6}$/);
  expect(new Set([...first, ...[...loginProposals(name, 'user-2')].slice(0, 6)]).size).toBe(12);
});
