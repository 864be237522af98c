import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import type { Success } from '@parta/contracts/kernel/operation';
import type { dayContract } from '@parta/contracts/http/journal/day';
import { addDays, type CalendarDate, daysBetween } from '@parta/contracts/values/calendar-date';
import type { EditPolicy } from '@parta/contracts/rules/journal/edit-policy';
import { isMarkless } from '@parta/contracts/rules/journal/first-grade';
import { lastOpenDay } from '@parta/contracts/rules/journal/edit-window';
import { editRulesAt } from '../institution/edit-rules.ts';
import { timeZoneOf } from '../institution/today-in.ts';
import { type DayLesson, parseDay, readDay } from './day-queries.ts';
import { lightsOf, missingOf } from './lights.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

type Day = Success<typeof dayContract.teacherDay>;
export type ShowTeacherDay = (actor: Actor, date: CalendarDate | undefined) => Promise<Day>;

/** Further back nothing can be mended any more without a correction. */
const LATE_DAYS = 14;

/** A teacher's lessons of one day with their lights, and what of the last days is late. [JRN-10] */
export function buildTeacherDay({ readInTenant, clock }: Dependencies): ShowTeacherDay {
  return async (actor, asked) =>
    readInTenant(actor, async (read) => {
      const now = clock.now();
      const timeZone = await timeZoneOf(read);
      const rulesOf = (year: number) => editRulesAt({ year, timeZone }, now);
      const { today } = rulesOf(now.getUTCFullYear());
      const date = asked ?? today;
      const since = addDays(today, -LATE_DAYS);
      const [rows] = await read([readDay(actor.personId, { date, since, today })]);
      const lessons = parseDay(rows).map((lesson) => ({
        ...lesson,
        takesHomework: !isFirstGrade(lesson, rulesOf(lesson.year).policy),
      }));
      const closesOn = (lesson: DayLesson) => lastOpenDay(lesson.date, 'topic', rulesOf(lesson.year)) ?? null;
      return {
        date,
        today,
        lessons: lessons
          .filter((lesson) => lesson.date === date)
          .map((lesson) => ({ ...shown(lesson), lights: lightsOf(lesson, today) })),
        late: lessons
          .filter((lesson) => lesson.date < today && lesson.state === 'planned')
          .map((lesson) => ({
            ...shown(lesson),
            date: lesson.date,
            missing: [...missingOf(lesson)],
            closesOn: closesOn(lesson),
          }))
          .filter(
            (lesson) =>
              lesson.missing.length > 0 && (lesson.closesOn === null || daysBetween(today, lesson.closesOn) >= 0),
          ),
      };
    });
}

const isFirstGrade = ({ grades, kind }: DayLesson, policy: EditPolicy): boolean =>
  grades.length > 0 && grades.every((grade) => isMarkless(grade, kind, policy));

const shown = (lesson: DayLesson) => ({
  lessonId: lesson.id,
  pageId: lesson.pageId,
  slot: lesson.slot,
  startsAt: lesson.startsAt,
  endsAt: lesson.endsAt,
  room: lesson.room,
  subjectName: lesson.subjectName,
  groupName: lesson.groupName,
  topic: lesson.topic,
  students: lesson.students,
  marked: lesson.marked,
  absent: lesson.absent,
});
