import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { insertRows } from '../insert-store.ts';
import type { InForce } from './in-force.ts';

/** One slot of the cycle as it is kept; a block of two slots is two of them. */
export interface Entry {
  readonly teachingGroupId: string;
  readonly weekIndex: number;
  readonly weekday: number;
  readonly slot: number;
  readonly roomId: string | null;
  /** Empty = everyone of the group. */
  readonly teacherIds: readonly string[];
}

export interface VersionHead {
  readonly id: string;
  readonly year: number;
  readonly name: string;
  readonly cycleWeeks: number;
  readonly bellScheduleId: string;
}

export interface Version extends VersionHead {
  readonly digest: string;
  readonly entryCount: number;
  readonly publishedFrom: CalendarDate | null;
}

const VersionRow = z
  .object({
    id: z.uuid(),
    year: z.int(),
    name: z.string(),
    cycle_weeks: z.int(),
    bell_schedule_id: z.uuid(),
    digest: z.string(),
    entry_count: z.int(),
    published_from: CalendarDate.nullable(),
  })
  .transform(
    (row): Version => ({
      id: row.id,
      year: row.year,
      name: row.name,
      cycleWeeks: row.cycle_weeks,
      bellScheduleId: row.bell_schedule_id,
      digest: row.digest,
      entryCount: row.entry_count,
      publishedFrom: row.published_from,
    }),
  );

/** Two timetables with one digest become the same lessons. */
export function digestOf(
  { cycleWeeks, bellScheduleId }: Omit<VersionHead, 'id' | 'name'>,
  entries: readonly Entry[],
): string {
  const lines = entries.map((entry) =>
    [
      ...[entry.teachingGroupId, entry.weekIndex, entry.weekday, entry.slot, entry.roomId ?? ''],
      [...entry.teacherIds].sort().join(','),
    ].join('/'),
  );
  return createHash('sha256')
    .update(JSON.stringify([cycleWeeks, bellScheduleId, lines.sort()]))
    .digest('hex');
}

export async function findVersion(trx: Knex.Transaction, id: string): Promise<Version | undefined> {
  const row: unknown = await trx('timetable_version').where({ id }).first();
  return row === undefined ? undefined : VersionRow.parse(row);
}

/** Oldest first. */
export async function loadVersions(trx: Knex.Transaction, year: number | undefined): Promise<Version[]> {
  const rows: unknown = await trx('timetable_version')
    .where(year === undefined ? {} : { year })
    .orderBy(['year', 'created_at', 'id']);
  return z.array(VersionRow).parse(rows);
}

/** The draft as a whole, in place of what it was. */
export async function writeVersion(
  trx: Knex.Transaction,
  { institutionId, at }: { readonly institutionId: string; readonly at: Date },
  { head, entries }: { readonly head: VersionHead; readonly entries: readonly Entry[] },
): Promise<void> {
  const row = {
    institution_id: institutionId,
    id: head.id,
    year: head.year,
    name: head.name,
    cycle_weeks: head.cycleWeeks,
    bell_schedule_id: head.bellScheduleId,
    digest: digestOf(head, entries),
    entry_count: entries.length,
    created_at: at,
  };
  const { created_at: _, ...changing } = row;
  await trx('timetable_version').insert(row).onConflict(['institution_id', 'id']).merge(changing);
  await trx('timetable_entry').where({ version_id: head.id }).delete();
  const rows = entries.map((entry, number) => ({
    institution_id: institutionId,
    version_id: head.id,
    number,
    teaching_group_id: entry.teachingGroupId,
    week_index: entry.weekIndex,
    weekday: entry.weekday,
    slot: entry.slot,
    room_id: entry.roomId,
    teacher_ids: [...entry.teacherIds],
  }));
  await insertRows(trx, 'timetable_entry', rows);
}

const EntryRow = z
  .object({
    version_id: z.uuid(),
    teaching_group_id: z.uuid(),
    week_index: z.int(),
    weekday: z.int(),
    slot: z.int(),
    room_id: z.uuid().nullable(),
    teacher_ids: z.array(z.uuid()),
  })
  .transform((row) => ({
    versionId: row.version_id,
    teachingGroupId: row.teaching_group_id,
    weekIndex: row.week_index,
    weekday: row.weekday,
    slot: row.slot,
    roomId: row.room_id,
    teacherIds: row.teacher_ids,
  }));

export async function loadEntries(
  trx: Knex.Transaction,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, Entry[]>> {
  const rows: unknown = await trx('timetable_entry')
    .whereRaw('version_id = any(?)', [[...versionIds]])
    .orderBy('number');
  return Map.groupBy(z.array(EntryRow).parse(rows), ({ versionId }) => versionId);
}

const InForceRow = z
  .object({ year: z.int(), from_date: CalendarDate, version_id: z.uuid(), week_zero: CalendarDate })
  .transform((row) => ({ year: row.year, from: row.from_date, versionId: row.version_id, weekZero: row.week_zero }));

/** Which version holds from which day, by day. */
export async function loadTimeline(
  trx: Knex.Transaction,
  year?: number,
): Promise<(InForce & { readonly year: number })[]> {
  const rows: unknown = await trx('timetable_in_force')
    .where(year === undefined ? {} : { year })
    .orderBy(['year', 'from_date']);
  return z.array(InForceRow).parse(rows);
}

export async function writeTimeline(
  trx: Knex.Transaction,
  { institutionId, year }: { readonly institutionId: string; readonly year: number },
  timeline: readonly InForce[],
): Promise<void> {
  await trx('timetable_in_force').where({ year }).delete();
  const rows = timeline.map(({ from, versionId, weekZero }) => ({
    institution_id: institutionId,
    year,
    from_date: from,
    version_id: versionId,
    week_zero: weekZero,
  }));
  await insertRows(trx, 'timetable_in_force', rows);
  const latest = new Map(timeline.map(({ versionId, from }) => [versionId, from]));
  for (const [id, from] of latest) await trx('timetable_version').where({ id }).update({ published_from: from });
}
