import { nameKey } from '../people/name-key.ts';

export interface FileClass {
  readonly externalKey: string;
  readonly name: string;
  readonly grade: number;
  readonly parentKey: string | null;
}

export interface KnownClass {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
}

export interface ClassPlan {
  /** Class id by external key, of every class of the file. */
  readonly ids: ReadonlyMap<string, string>;
  /** To be made, parents before children. */
  readonly make: readonly { id: string; parentId: string | null; name: string; grade: number }[];
}

const place = (parentId: string | null, name: string): string => `${parentId ?? ''} ${nameKey(name)}`;

/**
 * Which classes of a file are known already, by key or by name in their place, and which are to be made. Undefined if a parent
 * is neither in the file nor known, or if parents go in a circle. Pure.
 */
export function planClasses(
  file: readonly FileClass[],
  known: { readonly keys: ReadonlyMap<string, string>; readonly classes: readonly KnownClass[] },
  newId: () => string,
): ClassPlan | undefined {
  const ids = new Map(known.keys);
  const byPlace = new Map(known.classes.map((one) => [place(one.parentId, one.name), one.id]));
  const make: { id: string; parentId: string | null; name: string; grade: number }[] = [];
  let waiting = file.filter(({ externalKey }) => !ids.has(externalKey));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ parentKey }) => parentKey === null || ids.has(parentKey));
    if (ready.length === 0) return undefined;
    for (const { externalKey, name, grade, parentKey } of ready) {
      const parentId = parentKey === null ? null : (ids.get(parentKey) ?? null);
      const at = place(parentId, name);
      const id = byPlace.get(at) ?? newId();
      if (!byPlace.has(at)) make.push({ id, parentId, name, grade });
      byPlace.set(at, id);
      ids.set(externalKey, id);
    }
    const done = new Set(ready);
    waiting = waiting.filter((one) => !done.has(one));
  }
  return { ids, make };
}
