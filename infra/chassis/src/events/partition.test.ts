import { describe, expect, it } from '@jest/globals';
import { partitionOf, virtualPartitionOf } from './partition.ts';

const roots = Array.from(
  { length: 12_000 },
  (_, index) => `0198c0de-0000-7000-8000-${String(index).padStart(12, '0')}`,
);

describe('the partition of a root', () => {
  it('never changes: these were given once', () => {
    const given = ['', 'a', '0198c0de-0000-7000-8000-000000000001'].map((root) => [
      partitionOf(root),
      virtualPartitionOf(root),
    ]);
    expect(given).toEqual([
      [11, 11],
      [3, 3],
      [9, 1],
    ]);
  });

  it.each([
    ['of Kafka', partitionOf, 12],
    ['of the outbox', virtualPartitionOf, 16],
  ])('spreads evenly over the partitions %s', (_which, placeOf, count) => {
    const sizes = Map.groupBy(roots, placeOf);
    expect(sizes.size).toBe(count);
    for (const { length } of sizes.values()) expect(Math.abs(length - roots.length / count)).toBeLessThan(150);
  });
});
