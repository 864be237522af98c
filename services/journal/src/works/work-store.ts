import type { Knex } from 'knex';
import { z } from 'zod';
import type { Statement } from '@parta/chassis/db/statement';
import { MarkValue } from '@parta/contracts/values/mark';
import type { LockedPage, WorkFacts } from '../cells/page-facts.ts';

export const writeWork = (page: LockedPage, work: WorkFacts & { readonly removed?: boolean }): Statement => ({
  name: 'work.write',
  text: `insert into work (institution_id, page_id, id, lesson_id, type_key, kind, title, weight, version, removed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (institution_id, id) do update set type_key = excluded.type_key, kind = excluded.kind, title = excluded.title,
           weight = excluded.weight, version = excluded.version, removed = excluded.removed`,
  values: [
    ...[page.institutionId, page.id, work.id, work.lessonId, work.typeKey, work.kind, work.title, work.weight],
    ...[work.version, work.removed ?? false],
  ],
});

/** Whether the id is taken by a work of another page, or by one that was removed. */
export async function isTaken(trx: Knex.Transaction, workId: string): Promise<boolean> {
  return (await trx('work').where({ id: workId }).first('id')) !== undefined;
}

const MarkRow = z.object({ student_id: z.uuid(), mark: MarkValue });

/** Marks that stand on a work now. */
export async function marksOn(trx: Knex.Transaction, page: LockedPage, workId: string) {
  const rows: unknown = await trx('mark')
    .where({ year: page.year, work_id: workId })
    .whereNotNull('mark')
    .select('student_id', 'mark');
  return z.array(MarkRow).parse(rows);
}
