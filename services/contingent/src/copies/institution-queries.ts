import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '@parta/chassis/clock';
import { type CalendarDate, dateIn } from '@parta/contracts/values/calendar-date';
import { OrganisationKind } from '@parta/contracts/values/organisation';

const InstitutionRow = z
  .object({ kind: OrganisationKind, time_zone: z.string() })
  .transform(({ kind, time_zone }) => ({ kind, timeZone: time_zone }));
export type Institution = z.infer<typeof InstitutionRow>;

const unknown: Institution = { kind: 'school', timeZone: 'Europe/Moscow' };

/** The institution of the transaction's scope; Moscow's time until identity's event has come. */
export async function loadInstitution(trx: Knex.Transaction): Promise<Institution> {
  const row: unknown = await trx('organisation').select('kind', 'time_zone').first();
  return row === undefined ? unknown : InstitutionRow.parse(row);
}

/** The day that it is at the institution of the transaction's scope. */
export async function loadToday(trx: Knex.Transaction, clock: Clock): Promise<CalendarDate> {
  return dateIn((await loadInstitution(trx)).timeZone, clock.now());
}
