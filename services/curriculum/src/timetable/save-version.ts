import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict, invalid, notFound } from '@parta/chassis/errors';
import type { Year } from '../calendar/year.ts';
import { lockYear } from '../calendar/year-store.ts';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadRooms } from '../rooms/room-store.ts';
import { loadGroups } from '../teaching-groups/group-store.ts';
import type { TeachingGroup } from '../teaching-groups/teaching-group.ts';
import { listVersions, type ShownVersion } from './list-versions.ts';
import { conflictsOf, type NamedConflict } from './version-conflicts.ts';
import { digestOf, type Entry, findVersion, type VersionHead, writeVersion } from './version-store.ts';

export interface VersionDraft extends VersionHead {
  readonly entries: readonly Entry[];
}

/**
 * A draft of the timetable as a whole. Conflicts are told, not refused: a draft is where they are solved. A published version is
 * not changed any more. [CUR-7] @throws DomainError `year-not-found`, `teaching-group-not-found`, `room-not-found`,
 * `bells-not-found`, `already-published`
 */
export function buildSaveVersion({ inTenant, clock }: Dependencies) {
  return (
    actor: Actor,
    { entries, ...head }: VersionDraft,
  ): Promise<{ version: ShownVersion; conflicts: NamedConflict[] }> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { institutionId } = actor;
      const year = await lockYear(trx, head.year);
      if (!year) throw notFound('year-not-found');
      const groups = await checkEntries(trx, { head, entries, year });
      const before = await findVersion(trx, head.id);
      const same = before?.digest === digestOf(head, entries) && before.name === head.name && before.year === head.year;
      if (before && before.publishedFrom !== null && !same) throw conflict('already-published');
      if (!same) await writeVersion(trx, { institutionId, at: clock.now() }, { head, entries });

      const today = await loadToday(trx, clock);
      const version = (await listVersions(trx, { year: head.year, today })).find(({ id }) => id === head.id);
      if (!version) throw notFound('version-not-found');
      return { version, conflicts: await conflictsOf(trx, { entries, groups, today }) };
    });
}

interface Checked {
  readonly head: VersionHead;
  readonly entries: readonly Entry[];
  readonly year: Year;
}

async function checkEntries(
  trx: Knex.Transaction,
  { head, entries, year }: Checked,
): Promise<ReadonlyMap<string, TeachingGroup>> {
  const bells = year.bells.find(({ id }) => id === head.bellScheduleId);
  if (!bells) throw notFound('bells-not-found');
  const slots = new Set(bells.slots.map(({ slot }) => slot));
  const groups = await loadGroups(trx, [...new Set(entries.map(({ teachingGroupId }) => teachingGroupId))]);
  const rooms = new Set((await loadRooms(trx)).map(({ id }) => id));
  for (const { teachingGroupId, roomId, slot, weekIndex } of entries) {
    if (groups.get(teachingGroupId)?.year !== head.year) throw notFound('teaching-group-not-found');
    if (roomId !== null && !rooms.has(roomId)) throw notFound('room-not-found');
    // a lesson without a time could be shown nowhere
    if (!slots.has(slot)) throw notFound('bells-not-found');
    if (weekIndex >= head.cycleWeeks) throw invalid('invalid-request', { weekIndex });
  }
  return groups;
}
