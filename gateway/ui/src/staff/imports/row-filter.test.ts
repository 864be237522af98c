import { expect, test } from '@jest/globals';
import { counted, filtered, type ImportRow, nextWrong, type Preview, withRow } from './row-filter.ts';

const row = (line: number, state: ImportRow['state']): ImportRow => ({ line, state, values: {}, problems: [] });
const rows = [row(2, 'new'), row(3, 'wrong'), row(4, 'known'), row(5, 'wrong'), row(6, 'imported')];
const preview: Preview = {
  importId: 'a',
  fileName: 'a.xlsx',
  state: 'preview',
  rows,
  counts: { new: 1, known: 1, wrong: 2, imported: 1 },
};

test('rows are shown by what will become of them (CNT-9)', () => {
  expect(filtered(rows, 'wrong').map(({ line }) => line)).toEqual([3, 5]);
  expect(counted(rows, 'all')).toBe(5);
  expect(counted(rows, 'new')).toBe(2);
});

test('a mended row takes its place and the counts follow (CNT-9)', () => {
  const after = withRow(preview, { ...row(3, 'new'), values: { lastName: 'Асланов' } });
  expect(after.rows[1]?.values.lastName).toBe('Асланов');
  expect(after.counts).toEqual({ new: 2, known: 1, wrong: 1, imported: 1 });
});

test('F8 goes to the next wrong row and round again (CNT-9)', () => {
  expect([nextWrong(rows, 0), nextWrong(rows, 3), nextWrong(rows, 5)]).toEqual([3, 5, 3]);
  expect(nextWrong([row(2, 'new')], 0)).toBeUndefined();
});
