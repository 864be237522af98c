import type { TableModel } from '@parta/contracts/values/table-model';

type Column = TableModel['columns'][number];

/** Which columns repeat on every page (the pupil's number and name), and which stand on each. Indices into the model. */
export interface ColumnPages {
  readonly pinned: readonly number[];
  readonly pages: readonly (readonly number[])[];
}

/** Least width in millimetres at which a column can be read. */
export const leastWidth: Readonly<Record<Column['width'], number>> = { narrow: 6.2, normal: 26, wide: 56 };

/** Columns of one group stay together; no more pages than needed, and about as much on each. [reports §0, layout] */
export function splitColumns(columns: readonly Column[], pageWidth: number): ColumnPages {
  const firstGrouped = columns.findIndex((column) => column.group !== null);
  const pinned = columns.flatMap((_, index) => (firstGrouped > 0 && index < firstGrouped ? [index] : []));
  const blocks = blocksOf(columns, pinned.length);
  const room = pageWidth - widthOf(pinned, columns);
  const least = pack(blocks, columns, room).length;
  // the narrowest room that still needs no more pages spreads the blocks evenly
  for (let tried = Math.ceil(room / 2); tried < room; tried++) {
    const pages = pack(blocks, columns, tried);
    if (pages.length <= least) return { pinned, pages };
  }
  return { pinned, pages: pack(blocks, columns, room) };
}

export const widthOf = (indices: readonly number[], columns: readonly Column[]): number =>
  indices.reduce((total, index) => total + leastWidth[columns[index]?.width ?? 'narrow'], 0);

function blocksOf(columns: readonly Column[], from: number): readonly number[][] {
  const blocks: number[][] = [];
  columns.forEach(({ group }, index) => {
    if (index < from) return;
    const before = blocks.at(-1);
    const joined = group !== null && before !== undefined && columns[before[0] ?? 0]?.group === group;
    if (joined) before.push(index);
    else blocks.push([index]);
  });
  return blocks;
}

function pack(blocks: readonly number[][], columns: readonly Column[], room: number): readonly number[][] {
  const pages: number[][] = [];
  for (const block of blocks) {
    const page = pages.at(-1);
    const fits = page !== undefined && widthOf(page, columns) + widthOf(block, columns) <= room;
    if (fits) page.push(...block);
    else pages.push([...block]);
  }
  return pages.length > 0 ? pages : [[]];
}
