import type { Knex } from 'knex';
import { z } from 'zod';
import { saveNamed } from '../named-store.ts';

const SubjectRow = z
  .object({ id: z.uuid(), name: z.string(), short_name: z.string(), sort_order: z.int() })
  .transform(({ short_name, sort_order, ...row }) => ({ ...row, shortName: short_name, order: sort_order }));
export type Subject = z.infer<typeof SubjectRow>;

/** In curriculum order. */
export async function loadSubjects(trx: Knex.Transaction): Promise<Subject[]> {
  const rows: unknown = await trx('subject')
    .orderBy(['sort_order', 'name'])
    .select('id', 'name', 'short_name', 'sort_order');
  return z.array(SubjectRow).parse(rows);
}

/** @throws DomainError `name-taken` */
export const upsertSubjects = (
  trx: Knex.Transaction,
  institutionId: string,
  subjects: readonly Subject[],
): Promise<void> =>
  saveNamed(
    trx,
    'subject',
    subjects.map(({ id, name, shortName, order }) => ({
      institution_id: institutionId,
      id,
      name,
      short_name: shortName,
      sort_order: order,
    })),
  );
