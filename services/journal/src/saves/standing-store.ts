import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import type { LockedPage } from '../cells/page-facts.ts';
import { emptyStanding, type Standing } from './standing.ts';

const StandingRow = z.object({
  period_id: z.uuid(),
  student_id: z.uuid(),
  sum: z.int(),
  weight: z.int(),
  marks: z.int(),
  absences: z.int(),
});
// made once: a schema costs more to make than to use
const Rows = z.array(StandingRow);

/** Standings by period and student. */
export type Standings = ReadonlyMap<string, Standing>;

const keyOf = (periodId: string, studentId: string): string => `${periodId}/${studentId}`;

export const readStandings = (pageId: string, students: readonly string[]): Statement => ({
  name: 'standing.read',
  text: `select period_id, student_id, sum, weight, marks, absences from standing where page_id = $1 and student_id = any($2::uuid[])`,
  values: [pageId, students],
});

export const parseStandings = (rows: readonly unknown[] | undefined): Standings =>
  new Map(Rows.parse(rows).map(({ period_id, student_id, ...standing }) => [keyOf(period_id, student_id), standing]));

export const standingOf = (standings: Standings, periodId: string, studentId: string): Standing =>
  standings.get(keyOf(periodId, studentId)) ?? emptyStanding;

/** Changes of standings in one save, by period and student. */
export class StandingChanges {
  readonly #known: Standings;
  readonly #changed = new Map<string, { periodId: string; studentId: string; standing: Standing }>();

  constructor(known: Standings) {
    this.#known = known;
  }

  of(periodId: string, studentId: string): Standing {
    return this.#changed.get(keyOf(periodId, studentId))?.standing ?? standingOf(this.#known, periodId, studentId);
  }

  change(periodId: string, studentId: string, by: (standing: Standing) => Standing): void {
    this.#changed.set(keyOf(periodId, studentId), { periodId, studentId, standing: by(this.of(periodId, studentId)) });
  }

  write(page: LockedPage): readonly Statement[] {
    const rows = [...this.#changed.values()];
    if (rows.length === 0) return [];
    const column = (read: (standing: Standing) => number): readonly number[] => rows.map((row) => read(row.standing));
    return [
      {
        name: 'standing.write',
        text: `insert into standing (institution_id, page_id, period_id, student_id, sum, weight, marks, absences)
               select $1, $2, * from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::int[], $8::int[])
               on conflict (institution_id, page_id, period_id, student_id) do update
               set sum = excluded.sum, weight = excluded.weight, marks = excluded.marks, absences = excluded.absences`,
        values: [
          ...[page.institutionId, page.id, rows.map((row) => row.periodId), rows.map((row) => row.studentId)],
          ...[
            column((each) => each.sum),
            column((each) => each.weight),
            column((each) => each.marks),
            column((each) => each.absences),
          ],
        ],
      },
    ];
  }
}
