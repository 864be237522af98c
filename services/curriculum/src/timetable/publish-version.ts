import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { invalid, notFound } from '@parta/chassis/errors';
import { type CalendarDate, mondayOf } from '@parta/contracts/values/calendar-date';
import { lockYear } from '../calendar/year-store.ts';
import type { Dependencies } from '../dependencies.ts';
import { putInForce } from './in-force.ts';
import { type Replanned, replanLessons } from './replan-lessons.ts';
import { findVersion, loadTimeline, writeTimeline } from './version-store.ts';

export interface Publication {
  readonly versionId: string;
  readonly from: CalendarDate;
  /** A day of a week whose index is 0; the week of the year's first day unless told. */
  readonly firstWeekIsA?: CalendarDate | undefined;
}

/**
 * The version holds for the rest of its year and becomes lessons; publishing again changes and publishes nothing. [CUR-7]
 * @throws DomainError `version-not-found`, `outside-year`
 */
export function buildPublishVersion({ inTenant }: Pick<Dependencies, 'inTenant'>) {
  return (actor: Actor, publication: Publication): Promise<Replanned> =>
    inTenant({ institutionId: actor.institutionId }, (trx) => putVersionInForce(trx, actor.institutionId, publication));
}

/** The same inside a transaction that does more. */
export async function putVersionInForce(
  trx: Knex.Transaction,
  institutionId: string,
  { versionId, from, firstWeekIsA }: Publication,
): Promise<Replanned> {
  const version = await findVersion(trx, versionId);
  if (!version) throw notFound('version-not-found');
  const year = await lockYear(trx, version.year);
  if (!year || year.state === 'closed' || from < year.from || from >= year.to) throw invalid('outside-year');
  const weekZero = mondayOf(firstWeekIsA ?? year.from);
  const timeline = putInForce(await loadTimeline(trx, version.year), { from, versionId, weekZero });
  await writeTimeline(trx, { institutionId, year: version.year }, timeline);
  return replanLessons(trx, institutionId, { year, from });
}
