import { randomInt } from 'node:crypto';
import { addDays, dateIn } from '@parta/contracts/values/calendar-date';
import { startOfDay } from '../local-day.ts';

/** What is read aloud and copied from paper without doubt: no 0 and O, no 1, I and L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12;
/** `code.days` */
const CODE_DAYS = 30;

/** A code as the slip shows it: XXXX-XXXX-XXXX, 59 bits. */
export function makeCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** As typed: in whatever case, with or without hyphens and blanks, on the wrong layout where the letter looks the same. */
export const normaliseCode = (typed: string): string =>
  [...typed.normalize('NFKC').toUpperCase()]
    .map((letter) => lookalikes[letter] ?? letter)
    .join('')
    .replaceAll(/[^A-Z0-9]/g, '');

const lookalikes: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M' },
  ...{ Р: 'P', Т: 'T', У: 'Y', Х: 'X' },
};

/** The first instant at which the code no longer holds: 30 whole days follow the day of issue. [R-91 row 4] */
export const codeExpiry = (timeZone: string, issued: Date): Date =>
  startOfDay(timeZone, addDays(dateIn(timeZone, issued), CODE_DAYS + 1));

export interface IssuedCode {
  readonly id: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly replacedAt: Date | null;
}

export type CodeFault = 'code-used' | 'code-replaced' | 'code-expired';

/** Why a known code can't be used now; undefined if it can. */
export function faultOf({ usedAt, replacedAt, expiresAt }: IssuedCode, now: Date): CodeFault | undefined {
  if (usedAt !== null) return 'code-used';
  if (replacedAt !== null) return 'code-replaced';
  return now >= expiresAt ? 'code-expired' : undefined;
}
