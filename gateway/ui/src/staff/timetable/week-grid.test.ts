import { expect, test } from '@jest/globals';
import { type GridLesson, weekGrid } from './week-grid.ts';

const lesson = (change: Partial<GridLesson>): GridLesson => ({
  id: 'a',
  date: '2026-11-16',
  slot: 1,
  startsAt: '08:30',
  endsAt: '09:15',
  subjectName: 'Алгебра',
  groupName: '9«Б»',
  room: '214',
  teachers: ['Исаева Н. В.'],
  state: 'planned',
  ...change,
});

test('without lessons the school week stands alone (CUR-7)', () => {
  const grid = weekGrid([], '2026-11-16');
  expect(grid.days).toHaveLength(5);
  expect(grid.slots).toEqual([]);
});

test('Saturday appears with its lessons, and windows keep their rows (CUR-7)', () => {
  const grid = weekGrid([lesson({}), lesson({ id: 'b', date: '2026-11-21', slot: 4 })], '2026-11-16');
  expect(grid.days.at(-1)).toBe('2026-11-21');
  expect(grid.slots.map(({ slot }) => slot)).toEqual([1, 2, 3, 4]);
  expect(grid.slots[1]?.cells.get('2026-11-16')).toEqual([]);
});

test('subgroups of one subject stand together, other subjects beside them (CUR-4)', () => {
  const grid = weekGrid(
    [
      lesson({ id: '2', subjectName: 'Английский', groupName: '9«Б», 2 подгр.' }),
      lesson({ id: '1', subjectName: 'Английский', groupName: '9«Б», 1 подгр.' }),
      lesson({ id: '3', subjectName: 'Информатика' }),
    ],
    '2026-11-16',
  );
  const cell = grid.slots[0]?.cells.get('2026-11-16') ?? [];
  expect(cell.map(({ subjectName }) => subjectName)).toEqual(['Английский', 'Информатика']);
  expect(cell[0]?.lessons.map(({ id }) => id)).toEqual(['1', '2']);
});

test('the row shows the bell of most days, a short day keeps its own (CUR-1)', () => {
  const short = { startsAt: '08:30', endsAt: '09:10' };
  const grid = weekGrid(
    [lesson({}), lesson({ date: '2026-11-17' }), lesson({ date: '2026-11-18', ...short })],
    '2026-11-16',
  );
  expect(grid.slots[0]).toMatchObject({ startsAt: '08:30', endsAt: '09:15' });
});
