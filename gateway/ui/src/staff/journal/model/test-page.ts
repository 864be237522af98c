import type { JournalPage, Lesson, Student, Work } from './page-model.ts';

const day = (text: string) => text as Lesson['date'];

export const student = (id: string, from = '2026-09-01', to: string | null = null): Student => ({
  studentId: id,
  number: Number(id.slice(1)),
  lastName: `Фамилия${id}`,
  firstName: 'Имя',
  middleName: null,
  grade: 9,
  takesMarks: true,
  intervals: [{ from: day(from), to: to === null ? null : day(to) }],
});

export const lesson = (id: string, date: string, closed: Lesson['closed'] = null): Lesson => ({
  id,
  date: day(date),
  slot: 1,
  startsAt: '08:30',
  endsAt: '09:15',
  state: 'planned',
  topic: '',
  homework: '',
  recordVersion: 0,
  closed,
  closesOn: null,
});

export const work = (id: string, lessonId: string, date: string, closed: Work['closed'] = null): Work => ({
  id,
  lessonId,
  typeKey: 'answer',
  kind: 'current',
  title: '',
  weight: 100,
  date: day(date),
  version: 1,
  closed,
});

/** Three students; two works on l1, one on l2, none on l3, and l4 is still to come. */
export function testPage(changes: Partial<JournalPage> = {}): JournalPage {
  return {
    page: {
      id: 'p',
      subjectName: 'Алгебра',
      groupName: '9«Б»',
      institutionKind: 'school',
      year: 2026,
      scale: 'five',
      seq: 0,
      takesHomework: true,
    },
    periods: [],
    periodId: 'q1',
    canWrite: true,
    canSetReasons: true,
    today: day('2026-10-13'),
    students: [student('s1'), student('s2'), student('s3', '2026-10-09')],
    lessons: [
      lesson('l1', '2026-10-06'),
      lesson('l2', '2026-10-09'),
      lesson('l3', '2026-10-13'),
      lesson('l4', '2026-10-15', 'lesson-ahead'),
    ],
    works: [
      work('w1', 'l1', '2026-10-06'),
      work('w2', 'l1', '2026-10-06', 'window-closed'),
      work('w3', 'l2', '2026-10-09'),
    ],
    marks: [{ workId: 'w1', studentId: 's1', version: 3, mark: { kind: 'grade', value: 4 } }],
    attendance: [{ lessonId: 'l1', studentId: 's2', version: 1, code: 'late' }],
    results: [],
    emptied: [],
    comments: [],
    resultsClosed: null,
    standings: [],
    ...changes,
  };
}
