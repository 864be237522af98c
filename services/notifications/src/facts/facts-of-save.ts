import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { noHomework } from '@parta/contracts/rules/journal/first-grade';
import type { InboxFact } from '@parta/contracts/values/inbox-fact';

export type Save = z.output<typeof pageChangedV1.data>;

/** What the local copies know of a save. */
export interface Surroundings {
  readonly subjectName: string;
  /** Students who are on the page on a day. */
  studentsOn(date: string): readonly string[];
  nameOf(studentId: string): string;
  period(periodId: string): { readonly name: string; readonly lastDay: Save['marks'][number]['date'] } | undefined;
}

export interface FactOfStudent {
  readonly studentId: string;
  readonly fact: InboxFact;
}

const isTask = (homework: string): boolean => homework !== '' && homework !== noHomework;

/** What a save means to families, student by student: marks, absences, homework, results. Pure. [NTF-2] */
export function factsOfSave(save: Save, around: Surroundings): readonly FactOfStudent[] {
  const about = (studentId: string, date: Save['marks'][number]['date']) => ({
    pageId: save.pageId,
    subjectName: around.subjectName,
    studentId,
    studentName: around.nameOf(studentId),
    date,
  });
  const marks = save.marks.map(
    ({ studentId, date, workId, workTitle, before, after }): FactOfStudent => ({
      studentId,
      fact: { kind: 'mark', ...about(studentId, date), workId, workTitle, before, after },
    }),
  );
  const attendance = save.attendance.map(
    ({ studentId, date, lessonId, before, after }): FactOfStudent => ({
      studentId,
      fact: { kind: 'attendance', ...about(studentId, date), lessonId, before, after },
    }),
  );
  const homework = save.records
    // a mended topic is no news, and homework that was taken back leaves the diary by itself
    .filter(({ before, after }) => after !== null && isTask(after.homework) && after.homework !== before?.homework)
    .flatMap(({ lessonId, date, after }) =>
      around.studentsOn(date).map(
        (studentId): FactOfStudent => ({
          studentId,
          fact: { kind: 'homework', ...about(studentId, date), lessonId, text: after?.homework ?? '' },
        }),
      ),
    );
  const results = save.results.flatMap(({ studentId, periodId, before, after }): readonly FactOfStudent[] => {
    const period = around.period(periodId);
    // the same result again is a comment, which colleagues read, not families
    if (!period || isDeepStrictEqual(before, after)) return [];
    return [
      {
        studentId,
        fact: { kind: 'result', ...about(studentId, period.lastDay), periodName: period.name, before, after },
      },
    ];
  });
  return [...marks, ...attendance, ...homework, ...results];
}
