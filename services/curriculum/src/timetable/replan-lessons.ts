import type { Knex } from 'knex';
import { addDays, type CalendarDate, isoWeekOf, mondayOf } from '@parta/contracts/values/calendar-date';
import type { Year } from '../calendar/year.ts';
import { diffLessons, type LessonDiff, type StoredLesson } from './diff-lessons.ts';
import { type BellTimes, type DatedLesson, expandLessons, type Period } from './expand-lessons.ts';
import type { InForce } from './in-force.ts';
import { deleteLessons, type GroupWeek, loadLessonsFrom, publishWeeks, writeLessons } from './lesson-store.ts';
import { type Entry, loadEntries, loadTimeline, loadVersions, type Version } from './version-store.ts';

export interface Replanned {
  readonly added: number;
  readonly kept: number;
  readonly changed: number;
  readonly removed: number;
  readonly displaced: number;
}

/**
 * Makes the lessons of the rest of a year what the versions in force and the calendar say, and publishes the weeks of the teaching
 * groups in which something changed; what is as it should be stays untouched. Whoever calls holds the year's lock.
 * Lessons that vanish are dropped here: what the journal has written on one it keeps as displaced. [domain §3]
 */
export async function replanLessons(
  trx: Knex.Transaction,
  institutionId: string,
  { year, from }: { readonly year: Year; readonly from: CalendarDate },
): Promise<Replanned> {
  const span = { from, to: year.to };
  const existing = await loadLessonsFrom(trx, year.year, mondayOf(from));
  const wanted = await expandYear(trx, year, span);
  const diff = diffLessons({ existing, wanted, span, withRecords: new Set() });
  const written = [...diff.added.map(stored), ...diff.changed, ...diff.displaced];
  await deleteLessons(
    trx,
    diff.removed.map(({ id }) => id),
  );
  await writeLessons(trx, { institutionId, year: year.year }, written);
  await publishWeeks(trx, institutionId, weeksOf([...written, ...diff.removed]));
  return counted(diff, from);
}

async function expandYear(
  trx: Knex.Transaction,
  year: Year,
  span: { from: CalendarDate; to: CalendarDate },
): Promise<DatedLesson[]> {
  const timeline = await loadTimeline(trx, year.year);
  if (timeline.length === 0) return [];
  const versions = new Map((await loadVersions(trx, year.year)).map((version) => [version.id, version]));
  const entries = await loadEntries(trx, [...new Set(timeline.map(({ versionId }) => versionId))]);
  const periodsOf = await loadPeriods(trx, year);
  return timeline.flatMap((segment, index) => {
    const version = versions.get(segment.versionId);
    const to: CalendarDate = timeline[index + 1]?.from ?? year.to;
    if (!version || to <= span.from) return [];
    return expandSegment({ segment, to, version, entries: entries.get(version.id) ?? [] }, { year, span, periodsOf });
  });
}

interface Segment {
  readonly segment: InForce;
  readonly to: CalendarDate;
  readonly version: Version;
  readonly entries: readonly Entry[];
}

interface Frame {
  readonly year: Year;
  readonly span: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly periodsOf: (teachingGroupId: string) => readonly Period[];
}

/** Each version by its own bells. */
function expandSegment({ segment, to, version, entries }: Segment, { year, span, periodsOf }: Frame): DatedLesson[] {
  const schedule = year.bells.find(({ id }) => id === version.bellScheduleId);
  const bells = new Map<number, BellTimes>(
    schedule?.slots.map(({ slot, startsAt, endsAt }) => [slot, { start: startsAt, end: endsAt }]),
  );
  const interval = { from: segment.from, to };
  return expandLessons({
    versions: [
      {
        interval,
        cycleWeeks: version.cycleWeeks,
        weekZero: isoWeekOf(segment.weekZero),
        entries: entries.map((entry) => ({ ...entry, durationSlots: 1 })),
      },
    ],
    calendar: {
      year: { from: year.from, to: year.to },
      holidays: schoolHolidays(year),
      workingDays: [],
      periodsOf,
    },
    bells,
    span,
  });
}

/** A Saturday that is worked though a vacation spans it is no holiday. */
function schoolHolidays({ holidays, workingSaturdays }: Year): { from: CalendarDate; to: CalendarDate }[] {
  return holidays.flatMap(({ from, to }) => {
    const inside = workingSaturdays.filter((date) => from <= date && date < to).sort();
    const starts = [from, ...inside.map((date) => addDays(date, 1))];
    const ends = [...inside, to];
    return starts.map((start, index) => ({ from: start, to: ends[index] ?? to })).filter((part) => part.from < part.to);
  });
}

async function loadPeriods(trx: Knex.Transaction, year: Year): Promise<(teachingGroupId: string) => readonly Period[]> {
  const rows: { id: string; period_scheme_id: string }[] = await trx('teaching_group')
    .where({ year: year.year })
    .select('id', 'period_scheme_id');
  const schemes = new Map(
    year.schemes.map(({ id, periods }) => [
      id,
      periods.map((period) => ({ id: period.id, interval: { from: period.from, to: period.to } })),
    ]),
  );
  const schemeOf = new Map(rows.map((row) => [row.id, row.period_scheme_id]));
  return (teachingGroupId) => schemes.get(schemeOf.get(teachingGroupId) ?? '') ?? [];
}

const stored = ({ isoWeek: _, ...lesson }: DatedLesson): StoredLesson => ({
  ...lesson,
  state: 'planned',
  planned: { date: lesson.date, slot: lesson.slot },
});

function weeksOf(lessons: readonly StoredLesson[]): GroupWeek[] {
  const weeks = lessons.map(({ teachingGroupId, date }) => ({ teachingGroupId, week: isoWeekOf(date) }));
  return [...new Map(weeks.map((one) => [`${one.teachingGroupId}/${one.week}`, one])).values()];
}

const counted = (diff: LessonDiff, from: CalendarDate): Replanned => ({
  added: diff.added.length,
  kept: diff.kept.filter(({ date }) => date >= from).length,
  changed: diff.changed.length,
  removed: diff.removed.length,
  displaced: diff.displaced.length,
});
