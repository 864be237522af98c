import type { Knex } from 'knex';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { insertRows } from '../insert-store.ts';

export const SOURCE = 'fet';

/** What kind of thing a key names; teaching groups live for one year. */
export type KeyKind = 'subject' | 'room' | `teaching-group-${number}`;

/** Id by the file's own key. */
export async function loadKeys(trx: Knex.Transaction, kind: KeyKind): Promise<ReadonlyMap<string, string>> {
  const rows: { key: string; id: string }[] = await trx('external_key')
    .where({ source: SOURCE, kind })
    .select('key', 'id');
  return new Map(rows.map(({ key, id }) => [key, id]));
}

export async function rememberKeys(
  trx: Knex.Transaction,
  space: { readonly institutionId: string; readonly kind: KeyKind },
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...ids].map(([key, id]) => ({
    institution_id: space.institutionId,
    source: SOURCE,
    kind: space.kind,
    key,
    id,
  }));
  await insertRows(trx, 'external_key', rows);
}

/** The things of a file: known by key, else by name, else new. */
export function matchByKey<T extends { readonly key: string; readonly name: string }>(
  items: readonly T[],
  keys: ReadonlyMap<string, string>,
  idsByName: ReadonlyMap<string, string>,
): {
  readonly ids: Map<string, string>;
  readonly made: { readonly id: string; readonly item: T }[];
  readonly unkept: Map<string, string>;
} {
  const ids = new Map<string, string>();
  const made: { id: string; item: T }[] = [];
  const unkept = new Map<string, string>();
  const named = new Map(idsByName);
  for (const item of items) {
    const known = keys.get(item.key) ?? named.get(item.name);
    const id = known ?? uuidV7();
    if (known === undefined) made.push({ id, item });
    if (!keys.has(item.key)) unkept.set(item.key, id);
    named.set(item.name, id);
    ids.set(item.key, id);
  }
  return { ids, made, unkept };
}
