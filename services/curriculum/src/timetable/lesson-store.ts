import type { Knex } from 'knex';
import { z } from 'zod';
import { pipeline } from '@parta/chassis/db/pipeline';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { lessonsOfWeekV1 } from '@parta/contracts/events/curriculum/lessons-of-week.v1';
import { CalendarDate, IsoWeek, isoWeekOf } from '@parta/contracts/values/calendar-date';
import type { StoredLesson } from './diff-lessons.ts';

const ROWS_AT_ONCE = 5000;

const LessonRow = z
  .object({
    id: z.uuid(),
    teaching_group_id: z.uuid(),
    date: CalendarDate,
    slot: z.int(),
    starts_at: z.string(),
    ends_at: z.string(),
    period_id: z.uuid(),
    room_id: z.uuid().nullable(),
    teacher_ids: z.array(z.uuid()),
    state: z.enum(['planned', 'displaced']),
    planned_date: CalendarDate.nullable(),
    planned_slot: z.int().nullable(),
  })
  .transform(
    (row): StoredLesson => ({
      id: row.id,
      teachingGroupId: row.teaching_group_id,
      date: row.date,
      slot: row.slot,
      start: row.starts_at,
      end: row.ends_at,
      periodId: row.period_id,
      roomId: row.room_id,
      teacherIds: row.teacher_ids,
      state: row.state,
      planned:
        row.planned_date === null || row.planned_slot === null
          ? null
          : { date: row.planned_date, slot: row.planned_slot },
    }),
  );

/** Lessons of a year that are held, or were planned, on this day or later. */
export async function loadLessonsFrom(
  trx: Knex.Transaction,
  year: number,
  from: CalendarDate,
): Promise<StoredLesson[]> {
  const rows: unknown = await trx('lesson')
    .where({ year })
    .where((query) => void query.where('date', '>=', from).orWhere('planned_date', '>=', from));
  return z.array(LessonRow).parse(rows);
}

const upsert = `
  insert into lesson (institution_id, id, teaching_group_id, year, date, week, slot, starts_at, ends_at, period_id, room_id, teacher_ids,
    state, planned_date, planned_slot)
  select $1::uuid, id, teaching_group_id, $2::smallint, date, week, slot, starts_at, ends_at, period_id, room_id, teacher_ids::uuid[],
    state, planned_date, planned_slot
  from unnest($3::uuid[], $4::uuid[], $5::date[], $6::text[], $7::smallint[], $8::text[], $9::text[], $10::uuid[], $11::uuid[], $12::text[], $13::text[],
    $14::date[], $15::smallint[])
    as row (id, teaching_group_id, date, week, slot, starts_at, ends_at, period_id, room_id, teacher_ids, state, planned_date, planned_slot)
  on conflict (institution_id, id) do update set
    date = excluded.date, week = excluded.week, slot = excluded.slot, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    period_id = excluded.period_id, room_id = excluded.room_id, teacher_ids = excluded.teacher_ids, state = excluded.state`;

/** Twenty thousand lessons in a few statements: row by row a college's year would take a minute. */
export async function writeLessons(
  trx: Knex.Transaction,
  place: { readonly institutionId: string; readonly year: number },
  lessons: readonly StoredLesson[],
): Promise<void> {
  for (let start = 0; start < lessons.length; start += ROWS_AT_ONCE) {
    const rows = lessons.slice(start, start + ROWS_AT_ONCE);
    const column = <T>(of: (lesson: StoredLesson) => T): T[] => rows.map(of);
    const values = [
      place.institutionId,
      place.year,
      column(({ id }) => id),
      column(({ teachingGroupId }) => teachingGroupId),
      column(({ date }) => date),
      column(({ date }) => isoWeekOf(date)),
      column(({ slot }) => slot),
      column(({ start: startsAt }) => startsAt ?? ''),
      column(({ end }) => end ?? ''),
      column(({ periodId }) => periodId),
      column(({ roomId }) => roomId),
      // an array of arrays of different lengths is no Postgres array
      column(({ teacherIds }) => `{${teacherIds.join(',')}}`),
      column(({ state }) => state),
      column(({ planned }) => planned?.date ?? null),
      column(({ planned }) => planned?.slot ?? null),
    ];
    await pipeline(trx, [{ name: 'lesson.upsert', text: upsert, values }]);
  }
}

export async function deleteLessons(trx: Knex.Transaction, ids: readonly string[]): Promise<void> {
  await trx('lesson')
    .whereRaw('id = any(?)', [[...ids]])
    .delete();
}

export interface GroupWeek {
  readonly teachingGroupId: string;
  readonly week: IsoWeek;
}

const WeekRow = z
  .object({ teaching_group_id: z.uuid(), week: IsoWeek })
  .transform((row): GroupWeek => ({ teachingGroupId: row.teaching_group_id, week: row.week }));

/** Weeks with a lesson in one of these rooms on this day or later. */
export async function weeksInRooms(
  trx: Knex.Transaction,
  roomIds: readonly string[],
  from: CalendarDate,
): Promise<GroupWeek[]> {
  if (roomIds.length === 0) return [];
  const rows: unknown = await trx('lesson')
    .whereRaw('room_id = any(?)', [[...roomIds]])
    .where('date', '>=', from)
    .distinct('teaching_group_id', 'week');
  return z.array(WeekRow).parse(rows);
}

const Shown = z.object({
  id: z.uuid(),
  date: CalendarDate,
  slot: z.int(),
  startsAt: z.string(),
  endsAt: z.string(),
  room: z.string().nullable(),
  teacherIds: z.array(z.uuid()),
  state: z.enum(['planned', 'displaced']),
});
const PublishedRow = z.object({
  teaching_group_id: z.uuid(),
  week: z.string(),
  version: z.number(),
  lessons: z.array(Shown),
});

const bump = `
  with bumped as (
    insert into lesson_week as known (institution_id, teaching_group_id, week, version)
    select ?::uuid, teaching_group_id, week, 1 from unnest(?::uuid[], ?::text[]) as row (teaching_group_id, week)
    order by teaching_group_id, week
    on conflict (institution_id, teaching_group_id, week) do update set version = known.version + 1
    returning teaching_group_id, week, version)
  select b.teaching_group_id, b.week, b.version,
    coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'date', l.date, 'slot', l.slot, 'startsAt', l.starts_at, 'endsAt', l.ends_at,
      'room', r.name, 'teacherIds', l.teacher_ids, 'state', l.state) order by l.date, l.slot, l.id) filter (where l.id is not null), '[]') as lessons
  from bumped b
  left join lesson l on l.teaching_group_id = b.teaching_group_id and l.week = b.week
  left join room r on r.id = l.room_id
  group by b.teaching_group_id, b.week, b.version
  order by b.teaching_group_id, b.week`;

/** Gives each (teaching group, week) its next version and answers its lessons whole. */
export async function nextWeekEvents(
  trx: Knex.Transaction,
  institutionId: string,
  weeks: readonly GroupWeek[],
): Promise<OutgoingEvent[]> {
  const groups = weeks.map(({ teachingGroupId }) => teachingGroupId);
  const { rows } = await trx.raw<{ rows: unknown[] }>(bump, [institutionId, groups, weeks.map(({ week }) => week)]);
  return z
    .array(PublishedRow)
    .parse(rows)
    .map(({ teaching_group_id, week, version, lessons }) => {
      const subject = { institutionId, root: teaching_group_id, key: `${teaching_group_id}/${week}`, version };
      return lessonsOfWeekV1.of(subject, { teachingGroupId: teaching_group_id, week, lessons });
    });
}

/** Comes after every change of lessons. */
export async function publishWeeks(
  trx: Knex.Transaction,
  institutionId: string,
  weeks: readonly GroupWeek[],
): Promise<void> {
  for (let start = 0; start < weeks.length; start += ROWS_AT_ONCE) {
    await publishLater(trx, await nextWeekEvents(trx, institutionId, weeks.slice(start, start + ROWS_AT_ONCE)));
  }
}
