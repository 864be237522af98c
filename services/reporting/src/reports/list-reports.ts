import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { Clock } from '@parta/chassis/clock';
import type { Statement } from '@parta/chassis/db/statement';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import { classScheme } from '../class-summary/assemble-facts.ts';
import { CalendarRow, GroupRow } from '../class-summary/class-rows.ts';
import { parseReach, type Reach, readReach } from './reach-queries.ts';
import { reportCatalogue } from './report-catalogue.ts';
import { parseScene, readScene } from './scene-queries.ts';

interface ReportList {
  readonly reports: { readonly key: 'class-summary'; readonly title: string; readonly description: string }[];
  readonly classes: {
    readonly id: string;
    readonly name: string;
    readonly year: number;
    readonly periods: { readonly number: number; readonly name: string }[];
  }[];
}

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly clock: Clock;
}

export type ListReports = (actor: Actor) => Promise<ReportList>;

const collator = new Intl.Collator('ru', { numeric: true });

/** What the actor may make, and of which classes; newest year first, then by parallel and letter. */
export function buildListReports({ readInTenant, clock }: Dependencies): ListReports {
  return (actor) =>
    readInTenant({ institutionId: actor.institutionId }, async (read) => {
      const [scenes, classes] = await read([readScene, readReach]);
      const reach = parseReach(classes, actor, parseScene(scenes, clock.now()).today);
      const periodsOf = parsePeriods(await read(readPeriods(reach)));
      return {
        reports: reportCatalogue.map(({ key, title, description }) => ({ key, title, description })),
        classes: reach.classes
          .toSorted((a, b) => b.year - a.year || collator.compare(a.name, b.name))
          .map((row) => ({ id: row.class_id, name: row.name, year: row.year, periods: periodsOf(row) })),
      };
    });
}

const readPeriods = ({ classes }: Reach): readonly Statement[] => [
  {
    name: 'report.groups',
    text: `select group_id, subject_id, subject_name, class_ids, period_scheme_id from teaching_group
           where class_ids && $1::uuid[]`,
    values: [classes.map((row) => row.class_id)],
  },
  { name: 'report.calendars', text: `select year, starts_on, ends_before, schemes from calendar`, values: [] },
];

/** The rows of `readPeriods` as the periods of a class. */
function parsePeriods([groupRows, calendarRows]: readonly (readonly unknown[])[]): (
  row: Reach['classes'][number],
) => ReportList['classes'][number]['periods'] {
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
