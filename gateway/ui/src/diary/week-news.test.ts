import { expect, test } from '@jest/globals';
import type { InboxItem } from '@parta/contracts/values/inbox-fact';
import { homeworkOf, newsOf, pointedLesson, type Week } from './week-news.ts';

const lesson = (lessonId: string, pageId: string, homework = '', more: object = {}) => ({
  lessonId,
  pageId,
  homework,
  state: 'planned',
  marks: [],
  ...more,
});
const week = (days: readonly { date: string; lessons: readonly object[] }[]) =>
  ({ student: { studentId: 'pupil' }, today: '2026-10-13', days }) as unknown as Week;
const shown = week([
  { date: '2026-10-12', lessons: [lesson('l1', 'algebra', '§ 15'), lesson('l2', 'physics', '§ 11')] },
  { date: '2026-10-13', lessons: [lesson('l3', 'history', '§ 10')] },
  {
    date: '2026-10-14',
    lessons: [
      lesson('l4', 'algebra', '', { state: 'cancelled' }),
      lesson('l5', 'algebra', '', { marks: [{ workId: 'w1', at: '2026-10-13T10:00:00Z' }] }),
    ],
  },
]);

test('homework is due at the next held lesson of its page and has one tick (JRN-20)', () => {
  const homework = homeworkOf(shown);
  expect(homework.get('l1')).toEqual([{ setBy: 'l1', text: '§ 15', due: { date: '2026-10-14' } }]);
  expect(homework.get('l5')).toEqual([{ setBy: 'l1', text: '§ 15', due: 'now' }]);
  expect(homework.get('l4')).toBeUndefined();
  expect(homework.get('l2')).toEqual([{ setBy: 'l2', text: '§ 11', due: 'next' }]);
});

test('«нет» is no task: nothing to tick and nothing due (R-24.3)', () => {
  const days = [
    { date: '2026-10-12', lessons: [lesson('l1', 'reading', 'нет')] },
    { date: '2026-10-14', lessons: [lesson('l2', 'reading')] },
  ];
  expect([...homeworkOf(week(days))]).toEqual([['l1', [{ setBy: 'l1', text: 'нет', due: 'none' }]]]);
});

const item = (fact: object, read = false) => ({ read, fact: { studentId: 'pupil', ...fact } }) as unknown as InboxItem;

test('new is what was written after the last visit and what the bell counts (JRN-9)', () => {
  expect(newsOf(shown, [], '2026-10-13T09:00:00Z')).toEqual({ works: new Set(['w1']), lessons: new Set(['l5']) });
  expect(newsOf(shown, [], '2026-10-13T11:00:00Z').works.size).toBe(0);
  const items = [
    item({ kind: 'attendance', lessonId: 'l2' }),
    item({ kind: 'homework', lessonId: 'l3' }, true),
    item({ kind: 'homework', lessonId: 'l1', studentId: 'another' }),
  ];
  expect([...newsOf(shown, items, '2026-10-13T11:00:00Z').lessons]).toEqual(['l2']);
});

test('an address points at a lesson by itself or by its work', () => {
  expect(pointedLesson(shown, { lesson: 'l3' })).toBe('l3');
  expect(pointedLesson(shown, { work: 'w1' })).toBe('l5');
  expect(pointedLesson(shown, {})).toBeUndefined();
});
