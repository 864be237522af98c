import { noHomework } from '@parta/contracts/rules/journal/first-grade';
import type { InboxItem } from '@parta/contracts/values/inbox-fact';
import type { AnswerOf } from '../api/operations.ts';

export type Week = AnswerOf<'journal.diaryWeek'>;
export type Day = Week['days'][number];
export type Lesson = Day['lessons'][number];
export type Mark = Lesson['marks'][number];

/** What of a week the reader has not seen: works and lessons by id. */
export interface WeekNews {
  readonly works: ReadonlySet<string>;
  readonly lessons: ReadonlySet<string>;
}

/** New is what was written after the last visit, and what the bell still counts. [ui: New since the last visit] */
export function newsOf(week: Week, items: readonly InboxItem[], lastVisit: string): WeekNews {
  const works = new Set<string>();
  const lessons = new Set<string>();
  for (const { read, fact } of items) {
    if (read || fact.studentId !== week.student.studentId) continue;
    if (fact.kind === 'mark') works.add(fact.workId);
    else if (fact.kind !== 'result') lessons.add(fact.lessonId);
  }
  for (const lesson of week.days.flatMap((day) => day.lessons)) {
    for (const mark of lesson.marks) {
      if (Date.parse(mark.at) > Date.parse(lastVisit)) works.add(mark.workId);
      if (works.has(mark.workId)) lessons.add(lesson.lessonId);
    }
  }
  return { works, lessons };
}

export const newsOfDay = (day: Day, news: WeekNews): number =>
  day.lessons.filter((lesson) => news.lessons.has(lesson.lessonId)).length;

export interface HomeworkLine {
  /** The lesson that set it: one tick wherever it is shown. */
  readonly setBy: string;
  readonly text: string;
  /** `now`: what to bring to this lesson; `none`: nothing was set; otherwise the day for which it was set, if it is in the week. */
  readonly due: 'now' | 'next' | 'none' | { readonly date: string };
}

/** A past lesson shows what was set and for when, a coming one what is due. By lesson. */
export function homeworkOf(week: Week): ReadonlyMap<string, readonly HomeworkLine[]> {
  const lines = new Map<string, HomeworkLine[]>();
  const add = (lessonId: string, line: HomeworkLine) => lines.set(lessonId, [...(lines.get(lessonId) ?? []), line]);
  const lessons = week.days.flatMap((day) => day.lessons.map((lesson) => ({ ...lesson, date: day.date })));
  const held = lessons.filter((lesson) => lesson.state === 'planned');
  for (const lesson of lessons) {
    if (!lesson.homework) continue;
    if (lesson.homework.toLowerCase() === noHomework) {
      add(lesson.lessonId, { setBy: lesson.lessonId, text: lesson.homework, due: 'none' });
      continue;
    }
    const following = held.find((one) => one.pageId === lesson.pageId && one.date > lesson.date);
    const line = { setBy: lesson.lessonId, text: lesson.homework };
    add(lesson.lessonId, { ...line, due: following ? { date: following.date } : 'next' });
    if (following && following.date > week.today) add(following.lessonId, { ...line, due: 'now' });
  }
  return lines;
}

/** The lesson that an address points at, by itself or by one of its works. */
export const pointedLesson = (week: Week, search: { lesson?: string; work?: string }): string | undefined =>
  week.days
    .flatMap((day) => day.lessons)
    .find((lesson) => lesson.lessonId === search.lesson || lesson.marks.some((mark) => mark.workId === search.work))
    ?.lessonId;
