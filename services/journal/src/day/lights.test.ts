import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { type LessonFill, lightsOf, missingOf } from './lights.ts';

const today = CalendarDate.parse('2026-11-02');
const lesson = (over: Partial<LessonFill> = {}): LessonFill => ({
  date: today,
  state: 'planned',
  topic: '',
  homework: '',
  students: 25,
  marked: 0,
  absent: 0,
  works: 0,
  takesHomework: true,
  ...over,
});

describe('lights of a lesson (JRN-10)', () => {
  it.each([
    ['nothing yet', lesson(), ['missing', 'missing', 'missing', 'not-due']],
    [
      'a coming lesson',
      lesson({ date: CalendarDate.parse('2026-11-03') }),
      ['not-due', 'not-due', 'not-due', 'not-due'],
    ],
    ['topic and homework', lesson({ topic: 'Дроби', homework: '№ 5' }), ['done', 'done', 'done', 'not-due']],
    ['a work without marks', lesson({ topic: 'Дроби', works: 1 }), ['done', 'missing', 'done', 'missing']],
    ['half of the marks', lesson({ topic: 'Дроби', works: 1, marked: 12 }), ['done', 'missing', 'done', 'partly']],
    [
      'everyone who was there',
      lesson({ topic: 'Дроби', works: 1, marked: 23, absent: 2 }),
      ['done', 'missing', 'done', 'done'],
    ],
    ['R-24.3 the first grade', lesson({ takesHomework: false }), ['missing', 'not-due', 'missing', 'not-due']],
    ['cancelled', lesson({ state: 'cancelled' }), ['not-due', 'not-due', 'not-due', 'not-due']],
  ] as const)('%s', (_case, given, expected) => {
    const { topic, homework, attendance, marks } = lightsOf(given, today);
    expect([topic, homework, attendance, marks]).toEqual(expected);
  });

  it('names what is missing', () => {
    expect(missingOf(lesson({ works: 1 }))).toEqual(['topic', 'homework', 'marks']);
    expect(missingOf(lesson({ topic: 'Дроби', homework: 'нет' }))).toEqual([]);
    expect(missingOf(lesson({ topic: 'Счёт', takesHomework: false }))).toEqual([]);
  });
});
