import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { InTenant } from '@parta/chassis/db/tenant';
import { classScheme } from '../class-summary/assemble-facts.ts';
import { CalendarRow, GroupRow } from '../class-summary/class-rows.ts';
import { type Reach, readReach } from './reach-queries.ts';
import { reportCatalogue } from './report-catalogue.ts';
import { readScene } from './scene-queries.ts';

interface ReportList {
  readonly reports: { readonly key: 'class-summary'; readonly title: string; readonly description: string }[];
  readonly classes: {
    readonly id: string;
    readonly name: string;
    readonly year: number;
    readonly periods: { readonly number: number; readonly name: string }[];
  }[];
}

export type ListReports = (actor: Actor) => Promise<ReportList>;

const collator = new Intl.Collator('ru', { numeric: true });

/** What the actor may make, and of which classes; newest year first, then by parallel and letter. */
export function buildListReports({ inTenant, clock }: { inTenant: InTenant; clock: Clock }): ListReports {
  return (actor) =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const { today } = await readScene(trx, clock.now());
      const reach = await readReach(trx, actor, today);
      const periodsOf = await readPeriods(trx, reach);
      return {
        reports: reportCatalogue.map(({ key, title, description }) => ({ key, title, description })),
        classes: reach.classes
          .toSorted((a, b) => b.year - a.year || collator.compare(a.name, b.name))
          .map((row) => ({ id: row.class_id, name: row.name, year: row.year, periods: periodsOf(row) })),
      };
    });
}

async function readPeriods(
  trx: Knex.Transaction,
  { classes }: Reach,
): Promise<(row: Reach['classes'][number]) => ReportList['classes'][number]['periods']> {
  const groupRows: unknown = await trx('teaching_group').whereRaw('class_ids && ?::uuid[]', [
    classes.map((row) => row.class_id),
  ]);
  const calendarRows: unknown = await trx('calendar');
  const groups = z.array(GroupRow).parse(groupRows);
  const calendars = new Map(
    z
      .array(CalendarRow.extend({ year: z.int() }))
      .parse(calendarRows)
      .map((row) => [row.year, row]),
  );
  return ({ class_id: id, year }) =>
    classScheme({
      groups: groups.filter((group) => group.class_ids.includes(id)),
      calendar: calendars.get(year),
    }).periods.map(({ number, name }) => ({ number, name }));
}
