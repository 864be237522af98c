import type { Knex } from 'knex';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { stateOf } from './in-force.ts';
import { loadTimeline, loadVersions, type VersionHead } from './version-store.ts';

export interface ShownVersion extends Omit<VersionHead, 'bellScheduleId'> {
  readonly entries: number;
  readonly state: 'draft' | 'published' | 'replaced';
  readonly publishedFrom: CalendarDate | null;
}

interface VersionFilter {
  readonly year: number | undefined;
  readonly today: CalendarDate;
}

/** Versions of one year or of all, oldest first. */
export async function listVersions(trx: Knex.Transaction, { year, today }: VersionFilter): Promise<ShownVersion[]> {
  const timelines = Map.groupBy(await loadTimeline(trx, year), (one) => one.year);
  return (await loadVersions(trx, year)).map(({ id, name, cycleWeeks, entryCount, publishedFrom, ...version }) => ({
    ...{ id, year: version.year, name, cycleWeeks, entries: entryCount, publishedFrom },
    state: publishedFrom === null ? 'draft' : stateOf(id, timelines.get(version.year) ?? [], today),
  }));
}
