import { describe, expect, it } from '@jest/globals';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { mayRead, type PageRights, whyNotTeacher } from './page-rights.ts';

const day = (text: string): CalendarDate => CalendarDate.parse(text);
const teaching = (personId: string, from: string, to: string | null = null) => ({
  personId,
  from: day(from),
  to: to === null ? null : day(to),
});
const rights = (personId: string, ...teachers: PageRights['teachers']): PageRights => ({
  personId,
  teachers,
  ownClasses: [],
});

const whole = teaching('T', '2026-09-01');
/** Dismissed with the last working day 16 October; a successor from the 17th on. */
const dismissed = teaching('T', '2026-09-01', '2026-10-17');
const successor = teaching('S', '2026-10-17');

describe('who may write to a page (IAM-2, IAM-4, IAM-8)', () => {
  it.each([
    ['R-20 the teacher of the page', rights('T', whole), '2026-09-14', '2026-09-14', undefined],
    ['R-20.5 who does not teach it', rights('CT', whole), '2026-09-14', '2026-09-14', 'read-only-role'],
    ['R-22.1 on the last working day', rights('T', dismissed), '2026-10-15', '2026-10-16', undefined],
    [
      'R-22.2 on the day after, also for an earlier lesson',
      rights('T', dismissed),
      '2026-10-15',
      '2026-10-17',
      'right-ended',
    ],
    [
      'R-22.3 the successor, for a lesson before his time',
      rights('S', dismissed, successor),
      '2026-10-15',
      '2026-10-19',
      undefined,
    ],
    [
      'R-22.6 workload taken away',
      rights('T', teaching('T', '2026-09-01', '2026-11-02'), teaching('S', '2026-11-02')),
      '2026-10-23',
      '2026-11-02',
      'right-ended',
    ],
    [
      'a second teacher, for a lesson before their time',
      rights('S', whole, successor),
      '2026-10-15',
      '2026-10-19',
      'not-your-lesson',
    ],
    ['who will teach it later', rights('S', whole, successor), '2026-10-15', '2026-10-15', 'not-your-lesson'],
  ] as const)('%s', (_row, given, lesson, today, expected) => {
    expect(whyNotTeacher(given, day(lesson), day(today))).toBe(expected);
  });

  it.each([
    ['R-20.1 a teacher of another class', rights('X', whole), ['teacher'], false],
    ['the deputy reads all', rights('D', whole), ['deputy'], true],
    ['R-20.2 the head of study reads all', rights('H', whole), ['study-head'], true],
    ['the administrator reads none', rights('A', whole), ['administrator'], false],
    ['a former teacher keeps reading', rights('T', dismissed), ['teacher'], true],
    [
      'the class teacher',
      { ...rights('CT', whole), ownClasses: [{ classId: 'c', from: day('2026-09-01'), to: null }] },
      ['class-teacher'],
      true,
    ],
  ] as const)('%s', (_row, given, roles, expected) => {
    expect(mayRead(given, roles)).toBe(expected);
  });
});
