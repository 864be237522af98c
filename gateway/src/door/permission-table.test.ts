import { describe, expect, test } from '@jest/globals';
import { contracts } from '@parta/contracts/http/all';
import type { Contract, Operation } from '@parta/contracts/kernel/operation';
import { buildPermissionTable } from './permission-table.ts';

const table = buildPermissionTable(contracts);
const page = '/api/journal/pages/0193d5a0-0000-7000-8000-000000000001';
const everything = Object.entries(contracts as Record<string, Contract>).flatMap(([service, contract]) =>
  Object.entries(contract).map(([name, operation]): [string, string, Operation] => [
    `${service}.${name}`,
    service,
    operation,
  ]),
);
const filled = (path: string, value: string): string => path.replaceAll(/\{\w+\}/g, value);

describe('what is found (DESIGN §3: deny by default)', () => {
  test.each(everything)('%s by its own path, and where it goes', (id, service, operation) => {
    const path = filled(operation.path, 'a-1');
    const found = table.find(operation.method.toUpperCase(), `/api/${service}${path}?x=%2F..`);
    expect(found).toMatchObject({ id, service, upstreamUrl: `${path}?x=%2F..` });
    expect(found?.operation.permission).toBe(operation.permission);
  });

  test('HEAD is what GET is', () => {
    expect(table.find('HEAD', page)?.id).toBe('journal.getPage');
  });

  test('a parameter may hold an escaped letter, and goes on as written', () => {
    expect(table.find('GET', '/api/reporting/checks/%D0%B0bcdefgh')?.upstreamUrl).toBe('/checks/%D0%B0bcdefgh');
  });
});

describe('no other spelling of a path is found', () => {
  test.each([
    ['nothing named', '/api/journal/secret'],
    ['no service', '/api/secret/pages'],
    ['not below /api', '/journal/pages'],
    ['the service itself', '/api/journal'],
    ['slash at the end', '/api/journal/pages/'],
    ['double slash before', '//api/journal/pages'],
    ['double slash within', '/api//journal/pages'],
    ['double slash in the path', '/api/journal//pages'],
    ['capitals of the prefix', '/API/journal/pages'],
    ['capitals of a word', '/api/journal/Pages'],
    ['capitals of the service', '/api/Journal/pages'],
    ['escaped letter of a word', '/api/journal/p%61ges'],
    ['escaped letter of the service', '/api/%6aournal/pages'],
    ['dots to another service', '/api/identity/sessions/../../journal/pages'],
    ['dots', '/api/journal/pages/..'],
    ['one dot', '/api/journal/./pages'],
    ['escaped dots', '/api/journal/pages/%2e%2e'],
    ['half-escaped dots', '/api/journal/pages/.%2e'],
    ['twice escaped dots', '/api/journal/pages/%252e%252e'],
    ['escaped slash', '/api/journal/pages%2f1'],
    ['escaped slash in a parameter', '/api/journal/pages/1%2Fchanges'],
    ['twice escaped slash', '/api/journal/pages/1%252Fchanges'],
    ['backslash', '/api/journal/pages\\1'],
    ['escaped backslash', '/api/journal/pages/1%5Cchanges'],
    ['parameter of a path', '/api/journal/pages/1;x=1'],
    ['hash', '/api/journal/pages/1#x'],
    ['escaped question mark', '/api/journal/pages/1%3Fx'],
    ['zero byte', '/api/journal/pages/1%00'],
    ['line feed', '/api/journal/pages/1%0a'],
    ['broken escape', '/api/journal/pages/%zz'],
    ['half a letter', '/api/journal/pages/%D0'],
    ['a host of its own', 'http://127.0.0.1/api/journal/pages'],
    ['a pattern as such with an empty parameter', '/api/journal/pages//changes'],
  ])('%s', (_, path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(table.find(method, path)).toBeUndefined();
  });

  test.each(['DELETE', 'PUT', 'OPTIONS', 'TRACE', 'CONNECT', 'get ', ''])('a known path by %p', (method) => {
    expect(table.find(method, page)).toBeUndefined();
  });
});

test('no path is two operations of one service: gateway and service could take it for different ones', () => {
  const both = everything.flatMap(([a, service, one]) =>
    everything
      .filter(
        ([b, other, two]) => a < b && service === other && one.method === two.method && overlap(one.path, two.path),
      )
      .map(([b, , two]) => ({ a, b, fixed: table.find(one.method, `/api/${service}${filled(two.path, 'x')}`)?.id })),
  );
  expect(both).toEqual([]);
});

function overlap(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  return (
    left.length === right.length &&
    left.every((part, index) => part === right[index] || part.startsWith('{') || right[index]?.startsWith('{'))
  );
}
