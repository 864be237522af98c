import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalText, firstBrokenLink, firstFalseNote, type Link, linkHash, type StoredLink } from './chain.ts';
import { noteHash, salted } from './revision-note.ts';

const cell = { kind: 'mark', targetId: 'w', studentId: 'a', before: '', after: 'kind=grade,value=5' };
const link = (seq: number, cells: Link['cells'] = [cell]): Link => ({ pageId: 'p', seq, at: 1000, by: 'u', cells });
const note = salted({ kind: 'mark', targetId: 'w', studentId: 'a', note: 'За доклад' });

function stored(links: readonly Link[]): { links: StoredLink[]; head: Buffer } {
  let head: Buffer = Buffer.alloc(0);
  const chain = links.map((one) => {
    const canonical = canonicalText(one);
    head = linkHash(head, canonical);
    return { seq: one.seq, canonical, hash: head };
  });
  return { links: chain, head };
}

describe('the chain of a page (JRN-22)', () => {
  it('keeps the bytes of a save without comments as they ever were', () => {
    expect(canonicalText(link(4))).toBe('1|p|4|1000|u\nmark|w|a||kind=grade,value=5');
  });

  it('names a comment by its salted hash, never by its text', () => {
    const canonical = canonicalText(link(4, [{ ...cell, note: noteHash(note) }]));
    const hash = createHash('sha256').update(note.salt).update('За доклад').digest('base64url');
    expect(canonical).toBe(`2|p|4|1000|u\nmark|w|a||kind=grade,value=5|note:${hash}`);
    expect(noteHash(salted(note))).not.toBe(noteHash(note));
  });

  it('holds over links of both forms', () => {
    const { links, head } = stored([link(1), link(2, [{ ...cell, note: noteHash(note) }]), link(3)]);
    expect(firstBrokenLink(links, head)).toBeUndefined();
  });

  const { links } = stored([link(1), link(2, [{ ...cell, note: noteHash(note) }])]);
  const kept = { seq: 2, kind: 'mark', targetId: 'w', studentId: 'a', hash: noteHash(note) };
  it.each([
    ['as it was written', [kept], undefined],
    ['erased', [], undefined],
    ['another text', [{ ...kept, hash: noteHash({ ...note, note: 'Списал' }) }], 2],
    ['put beside another save', [{ ...kept, seq: 1 }], 1],
    ['put beside another student', [{ ...kept, studentId: 'b' }], 2],
  ])('a comment %s', (_case, notes, seq) => {
    expect(firstFalseNote(links, notes)).toBe(seq);
  });
});
