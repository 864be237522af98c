import { randomInt } from 'node:crypto';

// no 0 O, 1 I L, 5 S, 2 Z, 8 B, U V: it is typed from paper
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY';
const LENGTH = 12;

/** Twelve characters that can't be mistaken for each other, 54 bits: not to be guessed. */
export const makeCheckCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** «4K7D 91MX …» as a person types it, as it is stored. */
export const normaliseCheckCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');

/** In groups of four, as it stands on paper. */
export const printedCheckCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');
