import { expect, test } from '@jest/globals';
import { addressOf, placeOf } from './operations.ts';

test.each([
  ['/pages/{pageId}', { pageId: 'a' }, {}, '/pages/a'],
  ['/pages/{pageId}/works/{workId}', { pageId: 'a/b', workId: '1' }, {}, '/pages/a%2Fb/works/1'],
  ['/day', {}, { date: '2026-10-13', room: undefined }, '/day?date=2026-10-13'],
  ['/inbox', {}, { limit: 30, kind: ['mark', 'result'] }, '/inbox?limit=30&kind=mark&kind=result'],
])('the address of %s', (path, params, query, address) => {
  expect(addressOf(path, params, query)).toBe(address);
});

test('a missing parameter is an error of the page, not a request to the wrong place', () => {
  expect(() => addressOf('/pages/{pageId}', {}, {})).toThrow('pageId');
});

test('the generated table knows the operations of the journal', () => {
  expect(placeOf('journal.changeCells')).toMatchObject({
    method: 'post',
    path: '/api/journal/pages/{pageId}/changes',
    idempotency: 'stored',
  });
});
