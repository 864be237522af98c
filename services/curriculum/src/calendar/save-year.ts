import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict } from '@parta/chassis/errors';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { replanLessons } from '../timetable/replan-lessons.ts';
import { checkPeriods, nextYear, sameYear, type Year, type YearPlan } from './year.ts';
import { loadInUse, lockYear, saveYearRow } from './year-store.ts';

/**
 * Opens a school year or changes its calendar; lessons from today on follow the change, those that were held stay. Repeating changes
 * nothing. [CUR-1] @throws DomainError `periods-overlap`, `period-outside-year`, `year-closed`
 */
export function buildSaveYear({ inTenant, clock }: Dependencies) {
  return (actor: Actor, year: number, plan: YearPlan): Promise<Year> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      checkPeriods(plan);
      // for a year that is not there yet there is no row to lock
      await trx.raw(`select pg_advisory_xact_lock(7102, hashtext(?))`, [actor.institutionId]);
      const today = await loadToday(trx, clock);
      return changeYear(trx, actor.institutionId, { year, today, plan });
    });
}

interface YearChange {
  readonly year: number;
  readonly today: Year['from'];
  readonly plan: YearPlan;
}

/** The same inside a transaction that does more. */
export async function changeYear(
  trx: Knex.Transaction,
  institutionId: string,
  { year, today, plan }: YearChange,
): Promise<Year> {
  const before = await lockYear(trx, year);
  if (before?.state === 'closed') throw conflict('year-closed');
  const next = nextYear(before, plan, await loadInUse(trx, year));
  if (before && sameYear(before, next)) return before;
  const saved = await saveYearRow(trx, institutionId, { ...next, year, version: before?.version ?? 0 });
  await replanLessons(trx, institutionId, { year: saved, from: today > saved.from ? today : saved.from });
  return saved;
}
