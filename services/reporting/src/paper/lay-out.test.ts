import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TableModel } from '@parta/contracts/values/table-model';
import { classOf } from '../../test/class-of-thirty.ts';
import { buildClassSummary } from '../class-summary/build-table.ts';
import { isNote, layOut } from './lay-out.ts';
import { splitRows } from './split-rows.ts';

const groupsOn = (table: TableModel, page: ReturnType<typeof layOut>[number]): (string | null)[] => [
  ...new Set(page.columns.slice(2).map(({ index }) => table.columns[index]?.group ?? null)),
];

test('(S-06) subjects that do not fit go to next pages, the number and name repeated, the decision last', () => {
  const table = buildClassSummary(classOf({ students: 20, subjects: 16 }));
  const pages = layOut(table);
  expect(pages.map((page) => groupsOn(table, page).length)).toEqual([4, 4, 4, 5, 5]);
  for (const page of pages) {
    expect(page.columns.slice(0, 2).map(({ index }) => index)).toEqual([0, 1]);
    expect(page.columns.reduce((total, { widthMm }) => total + widthMm, 0)).toBeLessThanOrEqual(267);
    expect(Math.min(...page.columns.map(({ widthMm }) => widthMm))).toBeGreaterThanOrEqual(6.2);
  }
  const all = new Set(pages.flatMap((page) => page.columns.map(({ index }) => index)));
  expect(all.size).toBe(table.columns.length);
  expect(pages.filter((page) => page.first)).toHaveLength(1);
  expect(pages.at(-1)?.last).toBe(true);
});

test('(reports §0) every row stands once under each subject, and a pupil who left is not torn from the line below', () => {
  const table = buildClassSummary(classOf({ students: 30, subjects: 9 }));
  const pages = layOut(table);
  for (const group of new Set(table.columns.map((column) => column.group).filter(Boolean))) {
    const rows = pages.filter((page) => groupsOn(table, page).includes(group ?? null)).flatMap((page) => page.rows);
    expect(rows).toEqual(table.rows.map((_, index) => index));
  }
  for (const page of pages) expect(isNote(table.rows[page.rows[0] ?? 0])).toBe(false);
});

test('(reports §0) rows are split into as few pages as hold them, evenly, and signatures never stand alone', () => {
  expect(splitRows(25, { first: 25, next: 28, closing: 0 })).toEqual([25]);
  expect(splitRows(25, { first: 25, next: 28, closing: 8 })).toEqual([13, 12]);
  expect(splitRows(30, { first: 25, next: 28, closing: 0 })).toEqual([15, 15]);
  expect(splitRows(0, { first: 25, next: 28, closing: 8 })).toEqual([0]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 20 }), (count, closing) => {
      const pages = splitRows(count, { first: 25, next: 28, closing });
      expect(pages.reduce((total, size) => total + size, 0)).toBe(count);
      expect(pages.every((size) => size > 0 && size <= 28)).toBe(true);
      expect((pages.at(-1) ?? 0) + closing).toBeLessThanOrEqual(28);
    }),
  );
});
