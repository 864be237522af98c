import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { FetFile } from './fet-file.ts';
import { FetRefused } from './fet-refused.ts';
import { readFet } from './read-fet.ts';
import { FET_LIMITS } from './stream-items.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): Promise<FetFile> => readFet([bytes(text)]);

const small = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<fet version="6.8.5">
<Days_List><Day><Name>Понедельник</Name></Day></Days_List>
<Hours_List><Hour><Name>08:30</Name></Hour><Hour><Name>10:10</Name></Hour></Hours_List>
${inner}
</fet>`;

async function refusalOf(chunks: Iterable<Uint8Array>): Promise<FetRefused> {
  const error: unknown = await readFet(chunks).catch((cause: unknown) => cause);
  if (!(error instanceof FetRefused)) throw new Error('the file was not refused', { cause: error });
  return error;
}

const bomb = `<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><fet>&b;</fet>`;
const whole = bytes(small('<Subjects_List><Subject><Name>Математика</Name></Subject></Subjects_List>'));
const attributes = Array.from({ length: 1_000_000 }, (_, index) => `a${index}=""`).join(' ');

describe('hostile and broken files (CUR-4)', () => {
  it.each([
    ['an entity bomb', bytes(bomb), 'forbidden-xml'],
    ['an external DTD', bytes('<!DOCTYPE fet SYSTEM "http://host/x.dtd"><fet/>'), 'forbidden-xml'],
    ['a DOCTYPE without an end', bytes(`<!DOCTYPE fet [${'<!ENTITY a "b">'.repeat(1000)}`), 'forbidden-xml'],
    ['a DOCTYPE after a comment', bytes('<!-- <fet> --><!DOCTYPE fet><fet/>'), 'forbidden-xml'],
    ['a DOCTYPE inside', bytes(small('<!DOCTYPE x []>')), 'forbidden-xml'],
    ['an entity that nobody declared', bytes(small('<Comments>&xxe;</Comments>')), 'forbidden-xml'],
    ['an entity that every object has', bytes(small('<Comments>&constructor;</Comments>')), 'forbidden-xml'],
    ['nothing', bytes(''), 'not-xml'],
    ['spaces', bytes('  \n '), 'not-xml'],
    ['plain text', bytes('Понедельник;08:30;Математика'), 'not-xml'],
    ['gzip', gzipSync(whole), 'not-xml'],
    ['a zip (XLSX)', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'not-xml'],
    ['UTF-16', Buffer.from(`\ufeff${small('')}`, 'utf16le'), 'not-xml'],
    ['Windows-1251', Buffer.concat([bytes('<fet><Institution_Name>'), Buffer.from([0xcf, 0xf0])]), 'not-xml'],
    ['another declared encoding', bytes('<?xml version="1.0" encoding="windows-1251"?><fet/>'), 'not-xml'],
    ['a zero byte', bytes(small('<Comments>\0</Comments>')), 'not-xml'],
    ['tags that cross', bytes(small('<Comments><b></Comments></b>')), 'not-xml'],
    ['two roots', bytes(`${small('')}<fet/>`), 'not-xml'],
    ['other XML', bytes('<?xml version="1.0"?><timetable><Days_List/></timetable>'), 'not-fet'],
    ['HTML', bytes('<html><body>404</body></html>'), 'not-fet'],
    ['a namesake without lists', bytes('<fet><a/></fet>'), 'not-fet'],
    ['half a file', whole.subarray(0, whole.length / 2), 'unfinished'],
    ['a file cut inside a letter', whole.subarray(0, whole.lastIndexOf(0xd0) + 1), 'unfinished'],
    ['a file without its last tag', bytes(small('').replace('</fet>', '')), 'unfinished'],
    ['deep nesting', bytes(small('<a>'.repeat(100_000))), 'too-deep'],
    ['a million attributes', bytes(`<fet ${attributes}>`), 'too-large'],
    ['a name of a megabyte', bytes(small(subject('я'.repeat(1_000_000)))), 'too-large'],
    ['a name longer than any', bytes(small(subject('я'.repeat(251)))), 'too-large'],
    [
      'a million empty elements',
      bytes(small(`<Comments>${'<a/>'.repeat(FET_LIMITS.elements)}</Comments>`)),
      'too-large',
    ],
  ] as const)('%s is refused', async (_what, file, expected) => {
    const refused = await refusalOf([file]);
    expect([refused.refusal, refused.kind, refused.code]).toEqual([expected, 'invalid', expected]);
    // the same by single bytes at the start, where markers and letters are cut
    const cut = [...Array.from(file.subarray(0, 200), (byte) => Uint8Array.of(byte)), file.subarray(200)];
    expect((await refusalOf(cut)).refusal).toBe(expected);
  });

  it.each([
    ['of spaces', '<fet>', ' '],
    ['of good items', '<fet><Subjects_List>', '<Subject><Name>Математика</Name></Subject>\n'],
    ['of one endless tag', '<fet><', 'a'],
  ])('200 MB %s are refused after 32, without being held', async (_what, start, unit) => {
    const chunk = bytes(unit.repeat(Math.ceil(65_536 / unit.length)));
    let given = 0;
    function* endless(): Generator<Uint8Array> {
      yield bytes(start);
      for (; given < 200 * 1024 * 1024; given += chunk.byteLength) yield chunk;
    }
    expect((await refusalOf(endless())).refusal).toBe('too-large');
    expect(given).toBeLessThanOrEqual(FET_LIMITS.bytes + chunk.byteLength);
  });

  it('one chunk of 33 MiB is refused before it is decoded', async () => {
    const refused = await refusalOf([new Uint8Array(33 * 1024 * 1024)]);
    expect(refused.details).toEqual({ limit: FET_LIMITS.bytes, found: 'bytes' });
  });

  it('the refusal names the line and what was met, cut to one line of text', async () => {
    expect((await refusalOf([bytes(`\n\n<${'x'.repeat(500)}>`)])).details).toEqual({ line: 3, found: 'x'.repeat(80) });
  });
});

function subject(name: string): string {
  return `<Subjects_List><Subject><Name>${name}</Name></Subject></Subjects_List>`;
}

describe('a FET file (CUR-4)', () => {
  it('names are cleaned, the file has its own kept, and every item has its line', async () => {
    const { subjects } = await read(small(`<Subjects_List>\n\n${subject(' Сварочное \t дело\u202e ').slice(15)}`));
    expect(subjects).toEqual([
      { name: 'Сварочное дело', externalKey: ' Сварочное \t дело\u202e ', line: 7, comment: null },
    ]);
  });

  it('the five entities of XML and CDATA are text', async () => {
    const { subjects } = await read(small(subject('Физика &amp; &lt;право&gt; <![CDATA[<1>]]> &#1071;')));
    expect(subjects[0]?.name).toBe('Физика & <право> <1> Я');
  });

  it('reads years, groups and subgroups with their students', async () => {
    const group = '<Group><Name>5А</Name><Number_of_Students>x</Number_of_Students>';
    const { years } = await read(
      small(`<Students_List><Year><Name>5</Name><Number_of_Students>50</Number_of_Students>${group}
        <Subgroup><Name>5А-1</Name><Number_of_Students>12</Number_of_Students></Subgroup></Group></Year></Students_List>`),
    );
    expect(years).toMatchObject([
      {
        name: '5',
        students: 50,
        groups: [{ name: '5А', students: null, subgroups: [{ name: '5А-1', students: 12 }] }],
      },
    ]);
  });

  it.each([
    ['a lock', '100', 'true', 'Понедельник', [{ dayIndex: 0, hourIndex: 1 }], 0],
    ['a lock on a day that is not there', '100', 'true', 'Среда', [{ dayIndex: null, hourIndex: 1 }], 0],
    ['a wish', '95', 'true', 'Понедельник', [], 1],
    ['a lock that is switched off', '100', 'false', 'Понедельник', [], 1],
  ])('takes a starting time at full weight only: %s', async (...[, weight, active, day, locks, ignored]) => {
    const kind = 'ConstraintActivityPreferredStartingTime';
    const file = await read(
      small(`<Time_Constraints_List><${kind}><Weight_Percentage>${weight}</Weight_Percentage><Activity_Id>7</Activity_Id>
        <Preferred_Day>${day}</Preferred_Day><Preferred_Hour>10:10</Preferred_Hour><Active>${active}</Active></${kind}>
        </Time_Constraints_List>`),
    );
    expect(file.lockedTimes).toMatchObject(locks);
    expect(file.ignoredConstraints).toHaveLength(ignored);
  });

  it('counts the constraints that are not taken over, but for the two that every file has', async () => {
    const gaps = '<ConstraintTeachersMaxGapsPerDay/>';
    const file = await read(
      small(`<Time_Constraints_List><ConstraintBasicCompulsoryTime/>${gaps}\n${gaps}</Time_Constraints_List>`),
    );
    expect(file.ignoredConstraints).toEqual([{ kind: 'ConstraintTeachersMaxGapsPerDay', count: 2, line: 5 }]);
  });

  it('reads the bare lists of old versions', async () => {
    const { days, hours } = await read(
      '<FET><Days_List><Name>Пн</Name></Days_List><Hours_List><Name>1</Name></Hours_List></FET>',
    );
    expect([days[0]?.name, hours[0]?.name]).toEqual(['Пн', '1']);
  });
});
