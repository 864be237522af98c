import { describe, expect, test } from '@jest/globals';
import { contract, type Contract, type Operation } from '@parta/contracts/kernel/operation';
import { z } from 'zod';
import { apiBreaks } from './api-breaks.ts';
import { openApiOf } from './open-api.ts';

type Json = Record<string, unknown>;

const before = () => operations({});
const kind = (...members: [string, ...string[]]) => z.enum(members);

function operations(changes: Partial<Operation> & { answer?: z.ZodType }): Contract {
  const { answer, ...rest } = changes;
  return contract({
    change: {
      method: 'post',
      path: '/things/{thingId}',
      summary: 'Change a thing',
      permission: 'signed-in',
      idempotency: 'natural',
      params: z.object({ thingId: z.uuid() }),
      query: z.object({ page: z.coerce.number().optional() }),
      body: Body,
      success: { status: 200, body: answer ?? Answer },
      problems: [],
      ...rest,
    },
  });
}
const Either = (one: string, two: string) =>
  z.union([z.object({ kind: z.literal(one) }), z.object({ kind: z.literal(two) })]);
const Body = z.object({ name: z.string(), kind: kind('a', 'b'), note: z.string().optional() });
const Answer = z.object({
  id: z.uuid(),
  kind: kind('a', 'b'),
  parts: z.array(z.object({ n: z.int() })),
  either: Either('x', 'y'),
});

const documentOf = (contracts: Contract): Json =>
  JSON.parse(JSON.stringify(openApiOf('Test', { test: contracts }))) as Json;
const breaks = (after: Contract) => apiBreaks(documentOf(before()), documentOf(after));
const at = 'post /api/test/things/{thingId}';

describe('the interface over HTTP (DESIGN §3)', () => {
  test.each([
    ['nothing changed', before()],
    ['an operation came', { ...before(), more: { ...operations({})['change'], path: '/more' } as Operation }],
    ['a field of the answer came', operations({ answer: Answer.extend({ extra: z.string() }) })],
    ['an optional field of the body came', operations({ body: Body.extend({ extra: z.string().optional() }) })],
    ['a field of the body became optional', operations({ body: Body.extend({ name: z.string().optional() }) })],
    ['a member of an enum came', operations({ body: Body.extend({ kind: kind('a', 'b', 'c') }) })],
    [
      'an optional parameter came',
      operations({ query: z.object({ page: z.coerce.number().optional(), size: z.string().optional() }) }),
    ],
    ['members of a union changed places', operations({ answer: Answer.extend({ either: Either('y', 'x') }) })],
    ['other words', operations({ summary: 'Changes a thing', problems: ['thing-not-found'] })],
  ])('allowed: %s', (_, after) => {
    expect(breaks(after)).toEqual([]);
  });

  test.each([
    ['an operation vanished', {}, `${at}: vanished`],
    ['another path', operations({ path: '/objects/{thingId}' }), `${at}: vanished`],
    ['another method', operations({ method: 'put' }), `${at}: vanished`],
    ['another operationId', { other: operations({})['change'] as Operation }, `${at}: operationId changed`],
    ['another status', operations({ success: { status: 201, body: Answer } }), `${at} 200: vanished`],
    ['no body answered', operations({ success: { status: 204 } }), `${at} 200: vanished`],
    [
      'a file instead',
      operations({ success: { status: 200, file: ['text/csv'] } }),
      `${at} 200 application/json: vanished`,
    ],
    ['a field of the answer vanished', operations({ answer: Answer.omit({ id: true }) }), `${at} 200.id: vanished`],
    [
      'a field of the answer became optional',
      operations({ answer: Answer.partial({ id: true }) }),
      `${at} 200.id: is not certain any more`,
    ],
    [
      'a field of the answer may be null',
      operations({ answer: Answer.extend({ id: z.uuid().nullable() }) }),
      `${at} 200.id: type changed`,
    ],
    [
      'a field within a list vanished',
      operations({ answer: Answer.extend({ parts: z.array(z.object({})) }) }),
      `${at} 200.parts[].n: vanished`,
    ],
    [
      'a member of an answered enum vanished',
      operations({ answer: Answer.extend({ kind: kind('a') }) }),
      `${at} 200.kind: member b vanished`,
    ],
    [
      'a branch of a union vanished',
      operations({ answer: Answer.extend({ either: Either('x', 'z') }) }),
      `${at} 200.either: branch 2 of anyOf vanished or changed`,
    ],
    [
      'a required field of the body came',
      operations({ body: Body.extend({ extra: z.string() }) }),
      `${at} body.extra: is required now`,
    ],
    [
      'an optional field of the body became required',
      operations({ body: Body.extend({ note: z.string() }) }),
      `${at} body.note: is required now`,
    ],
    [
      'a member of an enum of the body vanished',
      operations({ body: Body.extend({ kind: kind('b') }) }),
      `${at} body.kind: member a vanished`,
    ],
    ['another type in the body', operations({ body: Body.extend({ name: z.int() }) }), `${at} body.name: type changed`],
    [
      'a required parameter came',
      operations({ query: z.object({ page: z.coerce.number().optional(), size: z.string() }) }),
      `${at} query size: is required now`,
    ],
    ['a key is required', operations({ idempotency: 'stored' }), `${at} header Idempotency-Key: is required now`],
  ] as [string, Contract, string][])('refused: %s', (_, after, line) => {
    expect(breaks(after)).toContain(line);
  });

  test('a body where none was is refused', () => {
    const { change } = operations({});
    const { body: _, ...bare } = change as Operation;
    expect(apiBreaks(documentOf({ change: bare }), documentOf(before()))).toContain(`${at}: a body is required now`);
  });

  test('a schema that holds itself is walked once', () => {
    const node = (more: Json): Json => ({
      paths: {
        '/x': {
          get: {
            operationId: 'x',
            responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } } },
          },
        },
      },
      components: {
        schemas: { Node: { type: 'object', properties: { child: { $ref: '#/components/schemas/Node' }, ...more } } },
      },
    });
    expect(apiBreaks(node({ name: { type: 'string' } }), node({}))).toEqual(['get /x 200.name: vanished']);
  });
});
