import type { Knex } from 'knex';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { BellSchedule } from '@parta/contracts/values/school-year';
import { putVersionInForce } from '../timetable/publish-version.ts';
import { digestOf, type Entry, loadVersions, writeVersion } from '../timetable/version-store.ts';
import type { PlanStage } from './take-over-subjects.ts';

interface TimetableStage extends PlanStage {
  readonly year: number;
  readonly fileName: string;
  readonly bells: BellSchedule;
  readonly groups: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  readonly at: Date;
}

/** The version that holds the file's lessons; the same lessons again are the same version. */
export async function takeOverTimetable(trx: Knex.Transaction, stage: TimetableStage): Promise<string> {
  const { plan, institutionId, progress, year, bells, at } = stage;
  const entries = entriesOf(stage);
  const head = { year, cycleWeeks: plan.cycle.weeks, bellScheduleId: bells.id };
  const digest = digestOf(head, entries);
  const same = (await loadVersions(trx, year)).find((version) => version.digest === digest);
  progress.count('entries', same ? 0 : plan.entries.length);
  if (same) return same.id;
  const id = uuidV7();
  const name = `Из файла ${stage.fileName}`.slice(0, 120);
  await writeVersion(trx, { institutionId, at }, { head: { ...head, id, name }, entries });
  return id;
}

/** A block of two slots is two entries: each is a lesson with a column of its own. */
function entriesOf({ plan, progress, bells, groups, rooms, people }: TimetableStage): Entry[] {
  const rung = new Set(bells.slots.map(({ slot }) => slot));
  return plan.entries.flatMap((entry) =>
    Array.from({ length: entry.durationSlots }, (_, offset) => entry.slot + offset).flatMap((slot): Entry[] => {
      const teachingGroupId = groups.get(entry.teachingGroupKey);
      if (teachingGroupId === undefined) return [];
      if (!rung.has(slot)) {
        const { line, activityId: name } = entry;
        progress.tell({
          line,
          element: 'Activity',
          name,
          code: 'entry-without-bell',
          effect: 'skipped',
          params: { slot },
        });
        return [];
      }
      return [
        {
          teachingGroupId,
          weekIndex: entry.weekIndex,
          weekday: entry.weekday,
          slot,
          roomId: entry.roomKey === null ? null : (rooms.get(entry.roomKey) ?? null),
          teacherIds: [...new Set(entry.teacherKeys.flatMap((key) => people.get(key) ?? []))].sort(),
        },
      ];
    }),
  );
}

/** A day before the year means its first. @throws DomainError `outside-year` */
export async function publishTakenOver(
  trx: Knex.Transaction,
  institutionId: string,
  {
    versionId,
    publishFrom,
    yearFrom,
  }: { readonly versionId: string; readonly publishFrom: CalendarDate; readonly yearFrom: CalendarDate },
): Promise<void> {
  const from = publishFrom < yearFrom ? yearFrom : publishFrom;
  await putVersionInForce(trx, institutionId, { versionId, from });
}
