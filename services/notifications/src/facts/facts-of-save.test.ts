import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { factsOfSave, type Save, type Surroundings } from './facts-of-save.ts';

const date = CalendarDate.parse('2026-11-02');
const around: Surroundings = {
  subjectName: 'Математика',
  studentsOn: () => ['s1', 's2'],
  nameOf: (id) => `Имя ${id}`,
  period: (id) => (id === 'q1' ? { name: 'I четверть', lastDay: CalendarDate.parse('2026-10-23') } : undefined),
};
const save = (over: Partial<Save>): Save => ({
  pageId: 'p1',
  year: 2026,
  subjectId: 'sub',
  seq: 1,
  head: '',
  at: '2026-11-02T09:00:00.000Z',
  by: 'u1',
  records: [],
  works: [],
  marks: [],
  attendance: [],
  results: [],
  ...over,
});
const record = (before: string | null, after: string) => ({
  lessonId: 'l1',
  date,
  before: before === null ? null : { topic: '', homework: before },
  after: { topic: 'Дроби', homework: after },
});

describe('what a save means to families (NTF-2)', () => {
  it('tells of a mark to its student', () => {
    const mark = {
      workId: 'w',
      lessonId: 'l',
      studentId: 's1',
      date,
      workTitle: 'Тест',
      before: null,
      after: { kind: 'grade', value: 5 },
    } as const;
    expect(factsOfSave(save({ marks: [mark] }), around)).toMatchObject([
      { studentId: 's1', fact: { kind: 'mark', studentName: 'Имя s1', subjectName: 'Математика' } },
    ]);
  });

  it.each([
    ['new homework', null, '№ 5', 2],
    ['changed homework', '№ 4', '№ 5', 2],
    ['only the topic changed', '№ 5', '№ 5', 0],
    ['R-24.3 a first-grader’s «нет»', null, 'нет', 0],
    ['homework taken back', '№ 5', '', 0],
  ])('%s', (_case, before, after, count) => {
    expect(factsOfSave(save({ records: [record(before, after)] }), around)).toHaveLength(count);
  });

  it('tells of a comment on a mark as it was, not of one on a result, which colleagues read', () => {
    const same = { before: { kind: 'grade', value: 5 }, after: { kind: 'grade', value: 5 }, studentId: 's1' } as const;
    const mark = { ...same, workId: 'w', lessonId: 'l', date, workTitle: 'Тест' };
    const commented = save({ marks: [mark], results: [{ ...same, periodId: 'q1' }] });
    expect(factsOfSave(commented, around).map(({ fact }) => fact.kind)).toEqual(['mark']);
  });

  it('tells of a result by the name of its period, of an unknown period nothing', () => {
    const result = (periodId: string) =>
      ({ periodId, studentId: 's1', before: null, after: { kind: 'grade', value: 4 } }) as const;
    expect(factsOfSave(save({ results: [result('q1'), result('q9')] }), around)).toMatchObject([
      { fact: { periodName: 'I четверть' } },
    ]);
  });
});
