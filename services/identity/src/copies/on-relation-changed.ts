import { on, type Subscription } from '@parta/chassis/events/consumer';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import type { Knex } from 'knex';
import { z } from 'zod';
import { type BringAccountsUp, oneByOne } from './bring-accounts-up.ts';

/** Guardian of a student; a tombstone, or another guardian under the same id, ends what the first one had. */
export const onRelationChanged = (bringAccountsUp: BringAccountsUp): Subscription =>
  on(relationV1, async (trx, { institutionId, key, data }) => {
    await oneByOne(trx, institutionId);
    const before = await guardianIn(trx, institutionId, key);
    await trx('relation').where({ institution_id: institutionId, relation_id: key }).delete();
    if (data !== null) {
      const { guardianId, studentId, from, to } = data;
      const days = { from_date: from, to_date: to };
      await trx('relation').insert({
        institution_id: institutionId,
        relation_id: key,
        guardian_id: guardianId,
        student_id: studentId,
        ...days,
      });
    }
    await bringAccountsUp(trx, institutionId, [...before, ...(data ? [data.guardianId] : [])]);
  });

async function guardianIn(
  trx: Knex.Transaction,
  institutionId: string,
  relationId: string,
): Promise<readonly string[]> {
  const rows: unknown = await trx('relation')
    .where({ institution_id: institutionId, relation_id: relationId })
    .select('guardian_id');
  return z
    .array(z.object({ guardian_id: z.uuid() }))
    .parse(rows)
    .map((row) => row.guardian_id);
}
