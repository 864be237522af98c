import type { Knex } from 'knex';
import { z } from 'zod';
import { termsOfCells } from './rebuild-standings.ts';

const Off = z.array(z.object({ page_id: z.uuid(), rows: z.int() }));

export interface PageOff {
  readonly pageId: string;
  /** Students' sums of a period that are not what the cells say. */
  readonly rows: number;
}

/** Pages of a year whose kept standings differ from a recomputation; changes nothing. A standing of nothing is as good as none. */
export async function compareStandings(trx: Knex.Transaction, year: number): Promise<readonly PageOff[]> {
  const { rows } = await trx.raw<{ rows: unknown }>(
    `${termsOfCells}, counted as (
       select page_id, period_id, student_id, sum(sum) as sum, sum(weight) as weight, sum(marks) as marks, sum(absences) as absences
       from terms group by page_id, period_id, student_id
     ), kept as (
       select s.page_id, s.period_id, s.student_id, s.sum, s.weight, s.marks, s.absences
       from standing s join page p on p.id = s.page_id where p.year = :year
     )
     select page_id, count(*)::int as rows from counted c full join kept k using (page_id, period_id, student_id)
     where (coalesce(c.sum, 0), coalesce(c.weight, 0), coalesce(c.marks, 0), coalesce(c.absences, 0))
        <> (coalesce(k.sum, 0), coalesce(k.weight, 0), coalesce(k.marks, 0), coalesce(k.absences, 0))
     group by page_id order by page_id`,
    { year },
  );
  return Off.parse(rows).map(({ page_id, rows: count }) => ({ pageId: page_id, rows: count }));
}
