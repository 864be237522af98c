import { expect, test } from '@jest/globals';
import { groupStarts, headRows } from './table-head.ts';

const column = (key: string, group: string | null = null) => ({ key, title: key, group });

test('columns of one group share a heading above (RPT-3)', () => {
  const [above = [], below = []] = headRows([
    column('no'),
    column('a1', 'Алгебра'),
    column('a2', 'Алгебра'),
    column('g1', 'Геометрия'),
    column('end'),
  ]);
  expect(above.map(({ title, columns, rows }) => [title, columns, rows])).toEqual([
    ['no', 1, 2],
    ['Алгебра', 2, 1],
    ['Геометрия', 1, 1],
    ['end', 1, 2],
  ]);
  expect(below.map(({ title }) => title)).toEqual(['a1', 'a2', 'g1']);
});

test('a group at the end reaches the edge (RPT-3)', () => {
  expect(headRows([column('no'), column('a1', 'Алгебра'), column('a2', 'Алгебра')])[0]?.[1]?.columns).toBe(2);
});

test('without groups the head is one row (RPT-3)', () => {
  expect(headRows([column('no'), column('pupil')])).toHaveLength(1);
});

test('a stronger line stands where a group begins and where it ends (RPT-3)', () => {
  expect([...groupStarts([column('no'), column('a', 'А'), column('b', 'А'), column('end')])]).toEqual([1, 3]);
});
