import type { Knex } from 'knex';

/** What each mark and absence of a year's pages adds to a standing; `:year`, and the transaction's institution. */
export const termsOfCells = `
  with borders as (
    select p.id as page_id, (period->>'id')::uuid as period_id, (period->>'from')::date as from_date, (period->>'to')::date as to_date
    from page p join calendar c on c.year = p.year, jsonb_array_elements(c.schemes) scheme, jsonb_array_elements(scheme->'periods') period
    where p.year = :year and scheme->>'id' = p.period_scheme_id::text
  ), terms as (
    select b.page_id, b.period_id, m.student_id, (m.mark->>'value')::int * w.weight as sum, w.weight, 1 as marks, 0 as absences
    from mark m join work w on w.id = m.work_id and not w.removed and w.weight > 0 join lesson l on l.id = w.lesson_id
    join borders b on b.page_id = m.page_id and l.date >= b.from_date and l.date < b.to_date
    where m.year = :year and m.mark->>'kind' = 'grade'
    union all
    select b.page_id, b.period_id, a.student_id, 0, 0, 0, 1
    from attendance a join lesson l on l.id = a.lesson_id
    join borders b on b.page_id = a.page_id and l.date >= b.from_date and l.date < b.to_date
    where a.year = :year and a.code is not null and a.code <> 'late'
  )`;

/**
 * Standings of all pages of a year from the cells themselves: when borders of periods move. Pages are locked by ascending id,
 * so saves wait and no two rebuilds meet crosswise. The sums are those of `standing.ts`, written once more in SQL so that a
 * school's 50,000 marks need not leave the database; a test holds both to the same figures.
 */
export async function rebuildStandings(trx: Knex.Transaction, institutionId: string, year: number): Promise<void> {
  await trx.raw('select 1 from page where year = ? order by id for no key update', [year]);
  await trx.raw('delete from standing where page_id in (select id from page where year = ?)', [year]);
  await trx.raw(
    `${termsOfCells}
     insert into standing (institution_id, page_id, period_id, student_id, sum, weight, marks, absences)
     select :institutionId, page_id, period_id, student_id, sum(sum), sum(weight), sum(marks), sum(absences)
     from terms group by page_id, period_id, student_id`,
    { year, institutionId },
  );
}
