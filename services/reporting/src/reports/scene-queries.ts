import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import { OrganisationKind } from '@parta/contracts/values/organisation';
import { dateIn } from '@parta/contracts/values/calendar-date';
import type { ReportScene } from './report-definition.ts';

const OrganisationRow = z.object({ kind: OrganisationKind, name: z.string(), time_zone: z.string() });

// until the organisation's event has come: the sheet says what it does not know, its days are Moscow's
const unknown = { kind: 'school', name: 'Наименование организации не получено', time_zone: 'Europe/Moscow' } as const;

/** The institution of the transaction's scope. */
export const readScene: Statement = {
  name: 'report.scene',
  text: `select kind, name, time_zone from organisation limit 1`,
  values: [],
};

/** The rows of `readScene`, and what day it is there at `now`. */
export function parseScene(rows: readonly unknown[] | undefined, now: Date): ReportScene {
  const row = rows?.[0];
  const { kind, name, time_zone: timeZone } = row === undefined ? unknown : OrganisationRow.parse(row);
  return {
    institution: { name, timeZone, kind: kind === 'college' ? 'college' : 'school' },
    today: dateIn(timeZone, now),
    asOf: now,
  };
}
