import { expect, test } from '@jest/globals';
import { type FileProblem, matching, reasonsOf } from './problem-filter.ts';

const problem = (line: number, code: string, name: string): FileProblem => ({
  line,
  element: 'Teacher',
  name,
  code,
  message: `Причина ${code}`,
});
const problems = [
  problem(40, 'name-short', 'Иванова'),
  problem(12, 'name-short', 'Ёлкин'),
  problem(7, 'no-room', '214'),
];

test('reasons stand by how often they occur (CUR-4)', () => {
  expect(reasonsOf(problems).map(({ code, count }) => [code, count])).toEqual([
    ['name-short', 2],
    ['no-room', 1],
  ]);
});

test.each([
  [{ code: undefined, text: '' }, [7, 12, 40]],
  [{ code: 'name-short', text: '' }, [12, 40]],
  [{ code: undefined, text: 'иван' }, [40]],
  [{ code: 'no-room', text: 'иван' }, []],
])('%j leaves lines %j (CUR-4)', (filter, lines) => {
  expect(matching(problems, filter).map(({ line }) => line)).toEqual(lines);
});
