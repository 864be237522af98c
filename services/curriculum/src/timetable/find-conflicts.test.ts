import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Audience, findConflicts, type PlacedEntry } from './find-conflicts.ts';

const whole: Audience = { classId: '5А', subgroup: null };
const part = (id: string, division: string, atoms: string[] | null = null): Audience => ({
  classId: '5А',
  subgroup: { id, division, atoms },
});
const entry = (id: string, over: Partial<PlacedEntry> = {}): PlacedEntry => ({
  id,
  weekIndex: 0,
  weekday: 1,
  slot: 2,
  durationSlots: 1,
  roomId: `room of ${id}`,
  teacherIds: [`teacher of ${id}`],
  audience: [{ classId: `class of ${id}`, subgroup: null }],
  ...over,
});
const kinds = (one: Partial<PlacedEntry>, other: Partial<PlacedEntry>): string[] =>
  findConflicts([entry('a', one), entry('b', other)]).map(({ kind, of }) => `${kind} ${of}`);

describe('clashes of a timetable (CUR-7)', () => {
  it.each([
    ['nothing shared', {}, {}, []],
    ['one of two teachers', { teacherIds: ['t', 'u'] }, { teacherIds: ['t'] }, ['teacher t']],
    ['a room', { roomId: 'r' }, { roomId: 'r' }, ['room r']],
    ['no room at all', { roomId: null }, { roomId: null }, []],
    ['another day', { roomId: 'r' }, { roomId: 'r', weekday: 2 }, []],
    ['another week', { roomId: 'r' }, { roomId: 'r', weekIndex: 1 }, []],
    ['a block that reaches into the slot', { roomId: 'r', slot: 1, durationSlots: 2 }, { roomId: 'r' }, ['room r']],
    ['a block that ends before it', { roomId: 'r', slot: 1, durationSlots: 1 }, { roomId: 'r' }, []],
    ['a class', { audience: [whole] }, { audience: [whole] }, ['class 5А']],
    ['a class and its subgroup', { audience: [whole] }, { audience: [part('1', 'англ')] }, ['class 5А']],
    ['two subgroups of a division', { audience: [part('1', 'англ')] }, { audience: [part('2', 'англ')] }, []],
    ['a subgroup with itself', { audience: [part('1', 'англ')] }, { audience: [part('1', 'англ')] }, ['class 5А']],
    ['two divisions', { audience: [part('1', 'англ')] }, { audience: [part('д', 'труд')] }, ['class 5А']],
    [
      'two divisions whose parts are known to be disjoint',
      { audience: [part('П1', 'П', ['x', 'y'])] },
      { audience: [part('Б3', 'Б', ['z'])] },
      [],
    ],
    [
      'two divisions whose parts share students',
      { audience: [part('П1', 'П', ['x', 'y'])] },
      { audience: [part('Б2', 'Б', ['y', 'z'])] },
      ['class 5А'],
    ],
    [
      'a group across classes',
      { audience: [whole, { classId: '5Б', subgroup: null }] },
      { audience: [whole] },
      ['class 5А'],
    ],
  ])('%s', (_case, one, other, expected) => {
    expect(kinds(one, other)).toEqual(expected);
  });

  it('tells a clash of two blocks once, at the first slot that both take up', () => {
    const block = { roomId: 'r', slot: 3, durationSlots: 3 };
    expect(findConflicts([entry('b', { ...block, slot: 4 }), entry('a', block)])).toEqual([
      { kind: 'room', of: 'r', weekIndex: 0, weekday: 1, slot: 4, entries: ['a', 'b'] },
    ]);
  });

  it('does not depend on the order of entries', () => {
    const anyEntry = fc.record({
      weekday: fc.integer({ min: 1, max: 2 }),
      slot: fc.integer({ min: 1, max: 3 }),
      durationSlots: fc.integer({ min: 1, max: 2 }),
      roomId: fc.constantFrom(null, 'r1', 'r2'),
      teacherIds: fc.subarray(['t1', 't2']),
      audience: fc.subarray([whole, part('1', 'англ'), part('2', 'англ')]),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 8 }), (some) => {
        const entries = some.map((over, index) => entry(`e${index}`, over));
        expect(findConflicts(entries.toReversed())).toEqual(findConflicts(entries));
      }),
    );
  });
});
