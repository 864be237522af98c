/**
 * Everything a person may be allowed to do. Append only: a permission's position is its bit in the access token,
 * so removing or reordering one would change what tokens already issued mean. A retired one stays as `reserved.<n>`.
 */
export const permissions = [
  'organisations.read',
  'organisations.manage',
  'accounts.read',
  'accounts.manage',
  'codes.issue',
  'people.read',
  'people.manage',
  'people.import',
  'classes.read',
  'classes.manage',
  'orders.write',
  'subgroups.manage',
  'curriculum.read',
  'curriculum.manage',
  'timetable.read',
  'timetable.manage',
  'journal.pages.read',
  'journal.pages.write',
  'journal.history.read',
  'journal.day.read',
  'journal.diary.read',
  'reports.read',
  'reports.make',
] as const;

export type Permission = (typeof permissions)[number];

/** The permissions as a base64url bitset, bit n = position n of the catalogue. */
export function encodePermissions(granted: Iterable<Permission>): string {
  const bytes = new Uint8Array(Math.ceil(permissions.length / 8));
  for (const permission of granted) {
    const bit = permissions.indexOf(permission);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return toBase64Url(bytes);
}

/** Reads a bitset; bits beyond this build's catalogue belong to newer permissions and are ignored. */
export function decodePermissions(bitset: string): ReadonlySet<Permission> {
  const bytes = fromBase64Url(bitset);
  return new Set(permissions.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0));
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
