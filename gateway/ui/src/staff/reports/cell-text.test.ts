import { expect, test } from '@jest/globals';
import { type Cell, cellText, isNote } from './cell-text.ts';

test.each<[Cell, string, string]>([
  [4.5, 'average', '4,50'],
  [66.666, 'percent', '66,7'],
  [5, 'mark', '5'],
  ['н/а', 'mark', 'н/а'],
  [{ text: 'выбыл 05.10.2026', style: 'italic' }, 'text', 'выбыл 05.10.2026'],
  [null, 'mark', ''],
])('%j of type %s reads «%s» (RPT-3)', (cell, type, text) => {
  expect(cellText(cell, type)).toBe(text);
});

test('a line of one cell about who left goes across the width (RPT-1)', () => {
  expect(isNote({ kind: 'left', cells: [null, { text: 'выбыл', style: 'italic' }, null] })).toBe(true);
  expect(isNote({ kind: 'left', cells: [null, 'Рябцев Даниил', 4] })).toBe(false);
  expect(isNote({ kind: 'item', cells: [null, 'Рябцев Даниил', null] })).toBe(false);
});
