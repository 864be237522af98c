import { expect, test } from '@jest/globals';
import { createEventStreamParser } from './event-stream-parser.ts';

const whole =
  'retry: 750\n\nevent: state\ndata: {"position":3,"unread":1}\n\n: \n\nid: 4\nevent: item\ndata: {"a":\ndata: 1}\n\n';
const expected = [
  { name: 'state', data: '{"position":3,"unread":1}', id: undefined },
  { name: 'item', data: '{"a":\n1}', id: '4' },
];

test.each([1, 2, 3, 7, 1000])('events come whole whatever the network cuts: pieces of %d (NTF-2)', (size) => {
  const parser = createEventStreamParser();
  const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
    whole.slice(at * size, at * size + size),
  );
  expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(expected);
  expect(parser.retry).toBe(750);
});

test.each([1, 2, 5])('lines end by carriage return and line feed, cut into %d (NTF-2)', (size) => {
  const parser = createEventStreamParser();
  const text = whole.replaceAll('\n', '\r\n');
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, at * size + size),
  );
  expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(expected);
});

test('an event without data, a comment and an unfinished event say nothing', () => {
  const parser = createEventStreamParser();
  expect(parser.push(': hello\n\nevent: item\n\nretry: soon\n\ndata: half')).toEqual([]);
  expect(parser.retry).toBeUndefined();
  expect(parser.push('\n\n')).toEqual([{ name: 'message', data: 'half', id: undefined }]);
});
