import { describe, expect, it } from '@jest/globals';
import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { checkArchive, looksLikeArchive } from './check-archive.ts';
import { decodeText, delimiterOf, readDelimited } from './read-delimited.ts';
import { readWorkbook } from './read-workbook.ts';

/** A zip of one entry that states whatever size it likes. */
function archiveOf(packed: Buffer, statedSize: number): Buffer {
  const name = Buffer.from('xl/a.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(statedSize, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(statedSize, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

const bookOf = (rows: unknown[][]): Buffer => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Список');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
};

describe('files of class lists (CNT-9)', () => {
  it('refuses an archive that unpacks to 100 MB, whatever it says of itself', () => {
    const bomb = deflateRawSync(Buffer.alloc(100 * 1024 * 1024, 32));
    for (const stated of [100 * 1024 * 1024, 1000]) expect(() => checkArchive(archiveOf(bomb, stated))).toThrow();
    expect(() => checkArchive(archiveOf(deflateRawSync(Buffer.from('<a/>')), 4))).not.toThrow();
  });

  it('refuses half an archive', () => {
    const book = bookOf([['ФИО'], ['Агеев Кирилл']]);
    expect(looksLikeArchive(book)).toBe(true);
    expect(() => checkArchive(book.subarray(0, book.length / 2))).toThrow();
  });

  it('reads dates as lists show them, and formulas as text', () => {
    const rows = [
      ['Дата', 'Фамилия'],
      [
        { t: 'n', v: 40251, z: 'dd.mm.yyyy' },
        { t: 's', v: 'Агеев', f: 'B9&"x"' },
      ],
    ];
    expect(readWorkbook(bookOf(rows))).toEqual([
      [
        ['Дата', 'Фамилия'],
        ['14.03.2010', '=B9&"x"'],
      ],
    ]);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFФамилия;Имя')],
    ['UTF-8', Buffer.from('Фамилия;Имя')],
    ['windows-1251', iconv.encode('Фамилия;Имя', 'windows-1251')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode('Фамилия;Имя', 'utf16le')])],
  ])('reads %s', (_name, bytes) => expect(readDelimited(bytes)).toEqual([['Фамилия', 'Имя']]));

  it.each([
    ['a;b;c', ';'],
    ['a,b,c', ','],
    ['a\tb', '\t'],
    ['"a,b,c";d', ';'],
  ])('finds the separator of %s', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter));

  it('refuses what is no text, and broken quotes', () => {
    expect(() => decodeText(Buffer.from([0x50, 0, 1]))).toThrow();
    expect(() => readDelimited(Buffer.from('a;"b\nc;d'))).toThrow();
  });
});
