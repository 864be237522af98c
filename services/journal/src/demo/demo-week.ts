import type { AttendanceCode, MarkValue } from '@parta/contracts/values/mark';
import type { CellChange } from '@parta/contracts/values/cell';
import { covers, type CalendarDate } from '@parta/contracts/values/calendar-date';
import { workTypes } from '@parta/contracts/values/work-type';
import type { Scale } from '@parta/contracts/values/mark';
import type { StudentFacts, WorkFacts } from '../cells/page-facts.ts';

export interface DemoLesson {
  readonly id: string;
  readonly date: CalendarDate;
  /** Place of the lesson in the page's year, from 0. */
  readonly number: number;
}

/** Numbers that look like chance, from the ids: the demo is the same whenever it is made of the same ids. */
export function share(...parts: readonly (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const character of parts.join('|')) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
}

const everyday = ['answer', 'homework', 'independent', 'test'] as const;

/** A work on two lessons of three, a control work on every ninth. */
export function demoWork(id: string, lesson: DemoLesson, topic: string): Omit<WorkFacts, 'version'> | undefined {
  const isControl = lesson.number % 9 === 8;
  if (!isControl && lesson.number % 3 === 1) return undefined;
  const typeKey = isControl ? 'control' : (everyday[lesson.number % everyday.length] ?? 'answer');
  const kind = workTypes.find((type) => type.key === typeKey)?.kind ?? 'current';
  return { id, lessonId: lesson.id, typeKey, kind, title: isControl ? topic : '', weight: isControl ? 300 : 100 };
}

/** Who was away and who was marked on a lesson: everyone in a control work, a third otherwise. */
export function demoCells(
  lesson: DemoLesson,
  work: Pick<WorkFacts, 'id' | 'typeKey'> | undefined,
  students: ReadonlyMap<string, StudentFacts>,
  scale: Scale,
): readonly CellChange[] {
  return [...students].flatMap(([studentId, { intervals }]): readonly CellChange[] => {
    if (!intervals.some((each) => covers(each, lesson.date))) return [];
    const code = attendanceOf(lesson, studentId);
    const away: readonly CellChange[] = code
      ? [{ kind: 'attendance', lessonId: lesson.id, studentId, baseVersion: 0, code }]
      : [];
    if (!work || code === 'absent') return away;
    if (work.typeKey !== 'control' && share(lesson.id, studentId, 'asked') > 0.35) return away;
    return [
      ...away,
      { kind: 'mark', workId: work.id, studentId, baseVersion: 0, mark: markOf(work.id, studentId, scale) },
    ];
  });
}

/** Illness lasts: a student who is away is away for the whole day. */
function attendanceOf(lesson: DemoLesson, studentId: string): AttendanceCode | undefined {
  const health = share(studentId, lesson.date, 'away');
  if (health < 0.035) return 'absent';
  return health > 0.99 && share(lesson.id, studentId) > 0.5 ? 'late' : undefined;
}

/** Each student has a level of their own; most stand between 3 and 5. */
function markOf(workId: string, studentId: string, scale: Scale): MarkValue {
  const level = 3.1 + share(studentId, 'level') * 1.9;
  const value = Math.round(level + (share(workId, studentId) - 0.5) * 2);
  return scale === 'pass'
    ? { kind: 'pass', passed: level > 3.3 }
    : { kind: 'grade', value: Math.min(5, Math.max(2, value)) };
}
