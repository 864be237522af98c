import { describe, expect, test } from '@jest/globals';
import { stateEvent } from '@parta/contracts/kernel/event';
import { z } from 'zod';
import { eventSchemaOf } from './async-api.ts';
import { eventBreaks } from './event-breaks.ts';

const Paint = (...members: [string, ...string[]]) => z.enum(members).meta({ id: 'Paint' });
const schemaOf = (data: z.ZodType) =>
  JSON.parse(
    JSON.stringify(eventSchemaOf(stateEvent('test.thing.v1', { topic: 'contingent.people', summary: '', data }))),
  ) as unknown;
const base = {
  id: z.uuid(),
  kind: z.enum(['a', 'b']),
  note: z.string().optional(),
  parts: z.array(z.object({ n: z.int() })),
};
const breaks = (shape: Record<string, z.ZodType>) => eventBreaks(schemaOf(z.object(base)), schemaOf(z.object(shape)));
const { id: _, ...withoutId } = base;
const { note: __, ...withoutNote } = base;

describe('within a version of an event (DESIGN §3)', () => {
  test.each([
    ['nothing changed', base],
    ['an optional field came', { ...base, extra: z.string().optional() }],
    [
      'an optional field came within a list',
      { ...base, parts: z.array(z.object({ n: z.int(), m: z.int().optional() })) },
    ],
    ['a description changed', { ...base, id: z.uuid().meta({ description: 'of the thing' }) }],
    ['fields stand in another order', { parts: base.parts, note: base.note, kind: base.kind, id: base.id }],
  ])('allowed: %s', (_, shape) => {
    expect(breaks(shape)).toEqual([]);
  });

  test.each([
    ['a required field came', { ...base, extra: z.string() }, '/extra: is required now'],
    ['a required field vanished', withoutId, '/id: vanished'],
    ['an optional field vanished', withoutNote, '/note: vanished'],
    ['a field became optional', { ...base, id: z.uuid().optional() }, '/id: is not certain any more'],
    ['a field became required', { ...base, note: z.string() }, '/note: is required now'],
    ['a field may be null now', { ...base, id: z.uuid().nullable() }, '/id/anyOf: changed'],
    ['another type', { ...base, id: z.int() }, '/id/type: changed'],
    ['another format', { ...base, id: z.iso.date() }, '/id/format: changed'],
    ['a member of an enum came', { ...base, kind: z.enum(['a', 'b', 'c']) }, '/kind/enum: changed'],
    ['a member of an enum vanished', { ...base, kind: z.enum(['a']) }, '/kind/enum: changed'],
    ['a narrower bound', { ...base, note: z.string().max(5).optional() }, '/note/maxLength: changed'],
    [
      'a change within a list',
      { ...base, parts: z.array(z.object({ n: z.string() })) },
      '/parts/items/n/type: changed',
    ],
  ])('refused: %s', (_, shape, line) => {
    expect(breaks(shape)).toContain(line);
  });

  test('refused: a member of a union came or went', () => {
    const union = (...kinds: [string, string, ...string[]]) => {
      const [first, ...rest] = kinds.map((kind) => z.object({ kind: z.literal(kind) }));
      return z.object({ value: z.discriminatedUnion('kind', [first ?? z.never(), ...rest] as never) });
    };
    const [two, three] = [schemaOf(union('x', 'y')), schemaOf(union('x', 'y', 'z'))];
    expect(eventBreaks(two, three)).toEqual(['/value/oneOf: another number of members']);
    expect(eventBreaks(three, two)).toEqual(['/value/oneOf: another number of members']);
    expect(eventBreaks(two, schemaOf(union('x', 'w')))).toEqual(['/value/oneOf/1/kind/const: changed']);
  });

  test('refused: a change within a shared schema', () => {
    const before = schemaOf(z.object({ a: Paint('red', 'blue') }));
    const after = schemaOf(z.object({ a: Paint('red', 'blue', 'green') }));
    expect(eventBreaks(before, after)).toEqual(['/$defs/Paint/enum: changed']);
  });
});
