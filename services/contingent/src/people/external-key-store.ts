import type { Knex } from 'knex';
import { z } from 'zod';
import { insertRows } from '../insert-store.ts';

/** Whose names the keys are: of one source, for staff or for the classes of one year. */
export interface KeySpace {
  readonly institutionId: string;
  readonly source: string;
  readonly kind: 'staff' | `class-${number}`;
}

const KeyRow = z.object({ external_key: z.string(), target_id: z.uuid() });

/** What the keys of a space mean; two imports of one space wait for each other, so that none makes a thing twice. */
export async function lockKeys(trx: Knex.Transaction, space: KeySpace): Promise<ReadonlyMap<string, string>> {
  const { institutionId, source, kind } = space;
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${institutionId} ${kind}`]);
  const rows: unknown = await trx('external_key').where({ source, kind }).select('external_key', 'target_id');
  return new Map(
    z
      .array(KeyRow)
      .parse(rows)
      .map((row) => [row.external_key, row.target_id]),
  );
}

export async function insertKeys(
  trx: Knex.Transaction,
  { institutionId, source, kind }: KeySpace,
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...keys].map(([externalKey, targetId]) => ({
    institution_id: institutionId,
    source,
    kind,
    external_key: externalKey,
    target_id: targetId,
  }));
  await insertRows(trx, 'external_key', rows);
}
