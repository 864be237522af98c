import { inflateRawSync } from 'node:zlib';

const MAX_ENTRIES = 500;
const MAX_UNPACKED = 24 * 1024 * 1024;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;

export const looksLikeArchive = (bytes: Buffer): boolean =>
  bytes.length > END_LENGTH && bytes.readUInt32LE(0) === LOCAL_ENTRY;

/**
 * Unpacks every entry of a zip archive against a common limit, because sizes that an archive states about itself can lie, and
 * whoever reads it afterwards unpacks without any limit. @throws Error when it is broken or unpacks to more than 24 MB
 */
export function checkArchive(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('archive has no directory');
  const entries = bytes.readUInt16LE(end + 10);
  if (entries > MAX_ENTRIES) throw new Error('archive has too many entries');
  let left = MAX_UNPACKED;
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < entries; index++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('archive directory is broken');
    left -= unpackedSize(bytes, {
      method: bytes.readUInt16LE(at + 10),
      local: bytes.readUInt32LE(at + 42),
      limit: left,
    });
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function unpackedSize(
  bytes: Buffer,
  { method, local, limit }: { method: number; local: number; limit: number },
): number {
  if (bytes.readUInt32LE(local) !== LOCAL_ENTRY) throw new Error('archive entry is broken');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (method === 0) return 0;
  if (method !== 8) throw new Error('archive entry is packed in an unknown way');
  // not cut at the stated length, which can lie as well; what follows the stream is ignored
  return inflateRawSync(bytes.subarray(start), { maxOutputLength: Math.max(limit, 1) }).length;
}
