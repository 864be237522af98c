import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import type { DiaryWeek } from '@parta/contracts/http/journal/diary';
import {
  addDays,
  type CalendarDate,
  type IsoWeek,
  isoWeekOf,
  mondayOfIsoWeek,
} from '@parta/contracts/values/calendar-date';
import type { Holiday } from '@parta/contracts/values/school-year';
import { todayIn } from '../institution/today-in.ts';
import { ownerOf, readDiaries } from './diary-access.ts';
import { type DiaryLesson, parseDiary, readDiary } from './diary-queries.ts';

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

export type ShowDiaryWeek = (actor: Actor, studentId: string, week: IsoWeek | undefined) => Promise<DiaryWeek>;

/** One week of one student in one answer: the lessons of every page while the student was on it. [JRN-9] */
export function buildDiaryWeek({ readInTenant, clock }: Dependencies): ShowDiaryWeek {
  return async (actor, studentId, asked) =>
    readInTenant(actor, async (read) => {
      const today = await todayIn(read, clock);
      const week = asked ?? isoWeekOf(today);
      const from = mondayOfIsoWeek(week);
      const [diaries, rows] = await read([readDiaries(actor, today), readDiary(studentId, from, addDays(from, 7))]);
      const student = ownerOf(actor, diaries, studentId);
      const { lessons, holidays } = parseDiary(rows?.[0]);
      const days = [0, 1, 2, 3, 4, 5, 6]
        .map((offset) => dayOf(addDays(from, offset), lessons, holidays))
        // a Sunday without lessons is no page of the diary
        .filter((day, index) => index < 6 || day.lessons.length > 0);
      return { student, week, from, today, days };
    });
}

function dayOf(
  date: CalendarDate,
  lessons: readonly DiaryLesson[],
  holidays: readonly Holiday[],
): DiaryWeek['days'][number] {
  return {
    date,
    holiday: holidays.find((each) => each.from <= date && date < each.to)?.name ?? null,
    lessons: lessons.filter((lesson) => lesson.date === date).map(({ date: _, ...lesson }) => lesson),
  };
}
