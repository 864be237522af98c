import {
  addDays,
  type CalendarDate,
  covers,
  daysBetween,
  type Interval,
  type IsoWeek,
  isoWeekOf,
  mondayOf,
  mondayOfIsoWeek,
  weekdayOf,
} from '@parta/contracts/values/calendar-date';
import { lessonId } from './lesson-id.ts';

/** A standing lesson of the cycle, before it has a date. */
export interface TimetableEntry {
  readonly teachingGroupId: string;
  /** From 0, below the version's `cycleWeeks`. */
  readonly weekIndex: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly slot: number;
  /** A block of two slots is two lessons: each has its own column in the journal. */
  readonly durationSlots: number;
  readonly roomId: string | null;
  readonly teacherIds: readonly string[];
}

export interface TimetableVersion {
  /** In force, half-open. */
  readonly interval: Interval;
  readonly cycleWeeks: number;
  /** Some week whose index is 0; the weeks alternate from it both ways, through holidays and the new year. */
  readonly weekZero: IsoWeek;
  readonly entries: readonly TimetableEntry[];
}

/** A day on which another day's lessons are held, such as a working Saturday by the Monday's timetable. */
export interface WorkingDay {
  readonly date: CalendarDate;
  readonly asWeekday: number;
}

export interface Period {
  readonly id: string;
  readonly interval: Interval;
}

export interface SchoolCalendar {
  readonly year: Interval & { readonly to: CalendarDate };
  /** Days without lessons, half-open: public holidays and vacations. */
  readonly holidays: readonly Interval[];
  readonly workingDays: readonly WorkingDay[];
  /** Periods of a teaching group's scheme; outside all of them it has no lessons (practice, early end of year). */
  readonly periodsOf: (teachingGroupId: string) => readonly Period[];
}

/** Local times `08:30` of a slot. */
export interface BellTimes {
  readonly start: string;
  readonly end: string;
}

export interface DatedLesson {
  readonly id: string;
  readonly teachingGroupId: string;
  readonly date: CalendarDate;
  readonly isoWeek: IsoWeek;
  readonly slot: number;
  readonly periodId: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly roomId: string | null;
  /** Sorted, each once. */
  readonly teacherIds: readonly string[];
}

export interface Expansion {
  readonly versions: readonly TimetableVersion[];
  readonly calendar: SchoolCalendar;
  readonly bells: ReadonlyMap<number, BellTimes>;
  /** The days asked for, half-open; the year's where absent. */
  readonly span?: { readonly from: CalendarDate; readonly to: CalendarDate };
}

/** Timetable × calendar − holidays = dated lessons, by date and slot. Of two versions in force the later one counts. [CUR-7] */
export function expandLessons({ versions, calendar, bells, span }: Expansion): DatedLesson[] {
  const { year } = calendar;
  const from = span && span.from > year.from ? span.from : year.from;
  const to = span && span.to < year.to ? span.to : year.to;
  const byLatest = versions.toSorted((one, other) => (one.interval.from < other.interval.from ? 1 : -1)).map(indexed);
  const workingDays = new Map(calendar.workingDays.map((day) => [day.date, day.asWeekday]));
  const lessons = new Map<string, DatedLesson>();
  for (let date = from; date < to; date = addDays(date, 1)) {
    if (calendar.holidays.some((holiday) => covers(holiday, date))) continue;
    const version = byLatest.find(({ interval }) => covers(interval, date));
    if (!version) continue;
    const weekday = workingDays.get(date) ?? weekdayOf(date);
    for (const entry of version.entriesOn(weekIndexOf(version, date), weekday)) {
      const period = calendar.periodsOf(entry.teachingGroupId).find(({ interval }) => covers(interval, date));
      if (period) addLessons(lessons, entry, { date, periodId: period.id, bells });
    }
  }
  return [...lessons.values()].sort(byPlace);
}

/** The cycle's week that a date lies in, from 0. */
export function weekIndexOf(version: Pick<TimetableVersion, 'cycleWeeks' | 'weekZero'>, date: CalendarDate): number {
  const weeks = daysBetween(mondayOfIsoWeek(version.weekZero), mondayOf(date)) / 7;
  return ((weeks % version.cycleWeeks) + version.cycleWeeks) % version.cycleWeeks;
}

/** The unit of `curriculum.lessons`: all lessons of one teaching group in one ISO week, keyed `group/week`. */
export function lessonsByWeek(lessons: readonly DatedLesson[]): Map<string, DatedLesson[]> {
  return Map.groupBy(lessons, ({ teachingGroupId, isoWeek }) => `${teachingGroupId}/${isoWeek}`);
}

function indexed(version: TimetableVersion) {
  const byDay = Map.groupBy(version.entries, ({ weekIndex, weekday }) => `${weekIndex}/${weekday}`);
  const entriesOn = (weekIndex: number, weekday: number): readonly TimetableEntry[] =>
    byDay.get(`${weekIndex}/${weekday}`) ?? [];
  return { ...version, entriesOn };
}

interface Day {
  readonly date: CalendarDate;
  readonly periodId: string;
  readonly bells: ReadonlyMap<number, BellTimes>;
}

function addLessons(lessons: Map<string, DatedLesson>, entry: TimetableEntry, { date, periodId, bells }: Day): void {
  const { teachingGroupId } = entry;
  for (let slot = entry.slot; slot < entry.slot + entry.durationSlots; slot++) {
    const id = lessonId(teachingGroupId, date, slot);
    const same = lessons.get(id);
    // two entries of one group at one place are one lesson with both teachers
    const teacherIds = [...new Set([...(same?.teacherIds ?? []), ...entry.teacherIds])].sort();
    const { start = null, end = null } = bells.get(slot) ?? {};
    // the same one whatever the order, or a repeated publishing would change the lesson
    const roomId = [same?.roomId, entry.roomId].filter((id) => id != null).sort()[0] ?? null;
    const isoWeek = isoWeekOf(date);
    lessons.set(id, { id, teachingGroupId, date, isoWeek, slot, periodId, start, end, roomId, teacherIds });
  }
}

function byPlace(one: DatedLesson, other: DatedLesson): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  return one.slot - other.slot || (one.teachingGroupId < other.teachingGroupId ? -1 : 1);
}
