import { PARTITIONS } from '@parta/contracts/kernel/topics';

/** Slices of the outbox, each published by one relay at a time. */
export const VIRTUAL_PARTITIONS = 16;

/** FNV-1a with a final mix: the same on every machine and for ever, for a root that changed its partition would lose its order. */
function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The Kafka partition of a root (page, teaching group, class, person): facts that share it keep their order. */
export const partitionOf = (root: string): number => stableHash(root) % PARTITIONS;

/** The outbox's slice of a root. */
export const virtualPartitionOf = (root: string): number => stableHash(root) & (VIRTUAL_PARTITIONS - 1);
