import { createHash } from 'node:crypto';

const LONGEST = 190;

/** The file's own key where it fits; names of FET have no bound of their own. */
export const boundedKey = (key: string): string =>
  key.length > 0 && key.length <= LONGEST ? key : `sha256 ${createHash('sha256').update(key).digest('hex')}`;
