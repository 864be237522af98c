/** Rows that fit on the first, on a later and, less the signatures, on the last page of a run of pages. */
export interface RowRoom {
  readonly first: number;
  readonly next: number;
  /** Room that the closing block takes away from the last page; 0 when nothing follows. */
  readonly closing: number;
}

/**
 * How many rows stand on each page: as few pages as can hold them, evenly filled, so that no page ends with one lonely row and
 * signatures never stand on a page without rows.
 */
export function splitRows(count: number, { first, next, closing }: RowRoom): readonly number[] {
  for (let pages = 1; ; pages++) {
    const room = Array.from(
      { length: pages },
      (_, page) => (page === 0 ? first : next) - (page === pages - 1 ? closing : 0),
    );
    if (sum(room) >= count || pages > count + 2) return fill(count, room);
  }
}

function fill(count: number, room: readonly number[]): readonly number[] {
  let left = count;
  return room.map((here, page) => {
    const later = sum(room.slice(page + 1));
    const even = Math.ceil(left / (room.length - page));
    const size = Math.max(0, Math.min(left, here, Math.max(even, left - later)));
    left -= size;
    return size;
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
