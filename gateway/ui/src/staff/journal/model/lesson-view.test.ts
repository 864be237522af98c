import { describe, expect, test } from '@jest/globals';
import { openJournal, reduce } from './journal-state.ts';
import { countAttendance, countMarks, lessonAt, marksBefore, neighbourLesson } from './lesson-view.ts';
import type { LessonColumn } from './page-model.ts';
import { testPage } from './test-page.ts';
import { nothingUnsent } from './unsent.ts';
import { planAttendance } from './writes.ts';

const state = openJournal(testPage(), nothingUnsent);
const column = (index: number): LessonColumn => state.model.columns[index] as LessonColumn;
const ports = { naming: { student: () => '', column: () => '' }, newId: () => '' };

describe('a lesson on a phone (JRN-1)', () => {
  test.each([
    [0, 0, ['work/w1', 'work/w2']],
    [1, 0, ['work/w1', 'work/w2']],
    [3, 3, ['lesson/l3']],
    [5, undefined, undefined],
  ])('column %d is of the lesson that begins at %s', (index, first, keys) => {
    const lesson = lessonAt(state.model, index);
    expect([lesson?.first, lesson?.columns.map(({ key }) => key)]).toEqual([first, keys]);
  });

  test.each([
    [1, 1, 2],
    [2, -1, 0],
    [0, -1, -1],
    [4, 1, -1],
    [5, -1, 4],
  ] as const)('from column %d by %d to %d', (from, step, to) => {
    expect(neighbourLesson(state.model, from, step)).toBe(to);
  });

  test('counts who is there and who has a mark, of those who are in the group that day', () => {
    expect(countAttendance(state, column(0))).toEqual({ absent: 0, late: 1, rest: 1 });
    expect(countMarks(state, column(0))).toEqual({ marked: 1, all: 2 });
    expect(countMarks(state, column(3))).toEqual({ marked: 0, all: 3 });
  });

  test('a letter is pressed and taken back without touching the mark', () => {
    const [student] = state.model.students;
    if (!student) throw new Error('nobody is on the page');
    const press = (code: 'absent' | null) => planAttendance(state, { student, column: column(0) }, code, ports).writes;
    const absent = reduce(state, { type: 'write', writes: press('absent') });
    expect(countAttendance(absent, column(0))).toEqual({ absent: 1, late: 1, rest: 0 });
    expect(reduce(absent, { type: 'write', writes: press(null) }).unsent).toEqual(nothingUnsent);
    expect(marksBefore(absent, student, 2, 7)).toEqual(['4']);
  });
});
