import { expect, test } from '@jest/globals';
import { nowLineOf } from './now-line.ts';

const lessons = [
  { startsAt: '08:30', endsAt: '09:15' },
  { startsAt: '11:25', endsAt: '12:10' },
];

test.each([
  ['05:00', undefined],
  ['08:20', { before: 0, key: 'now', minutes: 10 }],
  ['08:30', { before: 0, key: 'nowLesson', minutes: 0 }],
  ['09:15', { before: 1, key: 'now', minutes: 130 }],
  ['12:10', { before: 2, key: 'nowAfter', minutes: 0 }],
])('at %s (JRN-10)', (clock, line) => {
  expect(nowLineOf(lessons, clock)).toEqual(line);
});
