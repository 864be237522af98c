import { createHash } from 'node:crypto';

/**
 * The same id for the same source, so that a replay of events makes the same row. It keeps the 48 bits of time of the id that it
 * comes from, and is a UUID of version 7 like all others.
 */
export function derivedId(from: string, purpose: string): string {
  const bytes = createHash('sha256').update(`${purpose}\n${from}`).digest().subarray(0, 16);
  Buffer.from(from.replaceAll('-', ''), 'hex').copy(bytes, 0, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** One user for one person of the region, whichever institution tells of them first. */
export const userIdOf = (personId: string): string => derivedId(personId, 'user');

export const assignmentIdOf = (userId: string, nodeId: string, side: string): string =>
  derivedId(userId, `assignment ${nodeId} ${side}`);
