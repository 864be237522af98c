import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { MAX_ROWS } from './import-row.ts';

const RECORDS = MAX_ROWS + 50;
const RECORD_LENGTH = 20_000;

/** UTF-8 with or without mark, UTF-16 as Excel's «Юникод», else windows-1251. @throws Error for bytes that are no text */
export function decodeText(bytes: Buffer): string {
  if (bytes.length >= 2 && bytes.readUInt16BE(0) === 0xfffe) return iconv.decode(bytes, 'utf16le');
  // control characters other than tab and line ends: a picture, a database, an old .xls
  if (bytes.some((byte) => byte < 9)) throw new Error('not a text');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1251');
  }
}

/** The separator that divides the first line into most parts. */
export function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const unquoted = line.replaceAll(/"[^"]*"/g, '');
  const counted = [';', ',', '\t'].map((delimiter) => ({ delimiter, parts: unquoted.split(delimiter).length }));
  return counted.reduce((best, one) => (one.parts > best.parts ? one : best)).delimiter;
}

/** A list in CSV as text. @throws Error when it is no text or its quotes are broken */
export function readDelimited(bytes: Buffer): string[][] {
  const text = decodeText(bytes);
  return parse(text, {
    delimiter: delimiterOf(text),
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    to: RECORDS,
    max_record_size: RECORD_LENGTH,
  });
}
