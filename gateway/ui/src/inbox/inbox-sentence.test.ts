import { expect, test } from '@jest/globals';
import type { InboxFact } from '@parta/contracts/values/inbox-fact';
import { diaryAddressOf, sentenceOf } from './inbox-sentence.ts';

const id = '01920000-0000-7000-8000-000000000001';
const about = { pageId: id, subjectName: 'Алгебра', studentId: id, studentName: 'Алина', date: '2026-10-12' };
const five = { kind: 'grade', value: 5 };
const mark = { kind: 'mark', ...about, workId: id, workTitle: 'Контрольная работа', before: null, after: five };
const absence = { kind: 'attendance', ...about, lessonId: id, before: null, after: 'absent' };
const result = { kind: 'result', ...about, periodName: '1 четверть', before: null, after: five };
const fact = (base: object, change: object = {}) => ({ ...base, ...change }) as InboxFact;

test.each([
  ['Алгебра: 5 за контрольную работу, 12 окт', fact(mark)],
  ['Алгебра: 4 → 5 за контрольную работу, 12 окт', fact(mark, { before: { kind: 'grade', value: 4 } })],
  ['Алгебра: снята отметка 5 за контрольную работу, 12 окт', fact(mark, { before: five, after: null })],
  ['Алгебра: долг за контрольную работу, 12 окт', fact(mark, { after: { kind: 'due' } })],
  ['Алгебра: долг → 5 за контрольную работу, 12 окт', fact(mark, { before: { kind: 'due' } })],
  [
    'Алгебра: зачёт за работу «Дроби», 12 окт',
    fact(mark, { workTitle: 'Дроби', after: { kind: 'pass', passed: true } }),
  ],
  ['Алгебра: комментарий к отметке 5 за контрольную работу, 12 окт', fact(mark, { before: five })],
  ['Алгебра, 12 окт: комментарий к записи «опоздание»', fact(absence, { before: 'late', after: 'late' })],
  ['Отсутствие на уроке: Алгебра, 12 окт', fact(absence)],
  ['Опоздание на урок: Алгебра, 12 окт', fact(absence, { after: 'late' })],
  ['Болезнь: Алгебра, 12 окт', fact(absence, { after: 'ill' })],
  ['Алгебра, 12 окт: отсутствие → болезнь', fact(absence, { before: 'absent', after: 'ill' })],
  ['Алгебра, 12 окт: запись «отсутствие» снята', fact(absence, { before: 'absent', after: null })],
  ['Домашнее задание: Алгебра, урок 12 окт. § 15', fact({ kind: 'homework', ...about, lessonId: id, text: '§ 15' })],
  ['Алгебра: 5 за 1 четверть', fact(result)],
  ['Алгебра: итог 5 за 1 четверть снят', fact(result, { before: five, after: null })],
])('%s (NTF-2)', (sentence, of) => {
  expect(sentenceOf(of)).toBe(sentence);
});

test('a college has classes where a school has lessons', () => {
  expect(sentenceOf(fact(absence), 'college')).toBe('Отсутствие на занятии: Алгебра, 12 окт');
});

test('a fact opens the week at its work, its lesson, or the results (NTF-2)', () => {
  expect(diaryAddressOf(fact(mark))).toBe(`/diary?student=${id}&week=2026-W42&work=${id}`);
  expect(diaryAddressOf(fact(absence))).toBe(`/diary?student=${id}&week=2026-W42&lesson=${id}`);
  expect(diaryAddressOf(fact(result))).toBe(`/diary/subjects?student=${id}&view=results`);
});
