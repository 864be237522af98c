import { Parser } from '@asyncapi/parser';
import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { breaksOfFile } from './compatibility.ts';
import { generatedFiles } from './generated-files.ts';

interface Json {
  readonly [name: string]: Json | undefined;
}
const files = generatedFiles();
const read = (name: string): Json => JSON.parse(files[`contracts/generated/${name}`] ?? '{}') as Json;
const documents = Object.keys(files)
  .filter((path) => path.endsWith('openapi.json'))
  .map((path) => path.replace('contracts/generated/', ''));

describe('OpenAPI', () => {
  const validate = async (document: Json) => (await new Validator().validate(document)).valid;

  test.each(documents)('%s is valid 3.1', async (name) => {
    expect(await validate(read(name))).toBe(true);
  });

  test('a broken one is refused', async () => {
    const broken = read('openapi.json');
    Object.assign(broken['paths']?.['/api/journal/pages']?.['get'] ?? {}, { responses: 5 });
    expect(await validate(broken)).toBe(false);
  });

  test('every reference has its target', () => {
    const document = read('openapi.json');
    const names = [
      ...(files['contracts/generated/openapi.json'] ?? '').matchAll(/"#\/components\/schemas\/(\w+)"/g),
    ].map(([, name]) => name);
    const absent = names.filter((name) => !((name ?? '') in (document['components']?.['schemas'] ?? {})));
    expect(absent).toEqual([]);
  });

  test('an operation says who may, by which key, and how it fails', () => {
    const save = read('openapi.json')['paths']?.['/api/journal/pages/{pageId}/changes']?.['post'];
    expect(save).toMatchObject({
      operationId: 'journal.changeCells',
      tags: ['journal'],
      'x-permission': 'journal.pages.write',
      security: [{ bearer: [] }],
    });
    expect(save?.['parameters']).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    expect(save?.['responses']?.['default']?.['x-problem-codes']).toContain('page-not-found');
    const signIn = read('identity.openapi.json')['paths']?.['/api/identity/sessions']?.['post'];
    expect(signIn?.['security']).toEqual([]);
  });
});

test('what may be null says so (R-40)', () => {
  const schemas = read('openapi.json')['components']?.['schemas'];
  const [mark] = (schemas?.['CellChange']?.['oneOf'] ?? []) as unknown as Json[];
  expect(mark?.['properties']?.['mark']).toEqual({
    anyOf: [{ $ref: '#/components/schemas/MarkValue' }, { type: 'null' }],
  });
});

describe('AsyncAPI', () => {
  const errors = async (document: Json) => {
    const { diagnostics } = await new Parser().parse(JSON.stringify(document));
    return diagnostics.filter(({ severity }) => Number(severity) === 0).map(({ code }) => code);
  };

  test('the streams are valid 3.0', async () => {
    expect(await errors(read('asyncapi.json'))).toEqual([]);
  });

  test('a broken one is refused', async () => {
    const broken = read('asyncapi.json');
    Object.assign(broken['operations']?.['send_journal_page_changed_v1'] ?? {}, { action: 'nope' });
    expect(await errors(broken)).not.toEqual([]);
  });
});

test('the table of the browser: address and kind of every operation', () => {
  const table = read('operations.json');
  expect(table['journal.getPage']).toEqual({ method: 'get', path: '/api/journal/pages/{pageId}', idempotency: 'none' });
  expect(table['contingent.previewImport']).toMatchObject({ upload: true });
});

describe('a file against the last commit', () => {
  const schema = 'contracts/generated/schemas/contingent.person.v1.json';

  test('a new file promises nothing yet', () => {
    expect(breaksOfFile(schema, undefined, '{}')).toEqual([]);
  });

  test('a version that vanished is refused', () => {
    expect(breaksOfFile(schema, '{}', undefined)).toEqual([`${schema}: an event version vanished`]);
  });

  test('a break names file and place', () => {
    expect(breaksOfFile(schema, '{"type":"object"}', '{"type":"string"}')).toEqual([`${schema}: /type: changed`]);
    const api = 'contracts/generated/openapi.json';
    expect(breaksOfFile(api, '{"paths":{"/x":{"get":{}}}}', '{"paths":{}}')).toEqual([`${api}: get /x: vanished`]);
  });
});
