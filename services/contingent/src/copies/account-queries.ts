import type { Knex } from 'knex';
import { z } from 'zod';

export type AccountState = 'none' | 'invited' | 'active' | 'blocked';

const AccountRow = z.object({ person_id: z.uuid(), state: z.enum(['invited', 'active', 'blocked']) });
const strength: readonly AccountState[] = ['none', 'blocked', 'invited', 'active'];

/** Account state by person; `none` for whoever is not in the map. Of several accounts the one furthest on counts. */
export async function accountStatesOf(
  trx: Knex.Transaction,
  personIds: readonly string[],
): Promise<{ of(personId: string): AccountState }> {
  const rows = z.array(AccountRow).parse(
    await trx('account')
      .whereRaw('person_id = any(?)', [[...personIds]])
      .select('person_id', 'state'),
  );
  const states = new Map<string, AccountState>();
  for (const { person_id, state } of rows) {
    const before = states.get(person_id) ?? 'none';
    if (strength.indexOf(state) > strength.indexOf(before)) states.set(person_id, state);
  }
  return { of: (personId) => states.get(personId) ?? 'none' };
}
