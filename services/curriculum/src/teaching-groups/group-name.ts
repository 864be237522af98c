import type { KnownClass } from '../copies/copy-queries.ts';

const collator = new Intl.Collator('ru', { numeric: true });

/** «9Б», «9Б, п/г 1», «9А, 9Б»; a subgroup whose own name tells its class («СВ11-П1») needs no more. */
export function groupName(classIds: readonly string[], classes: ReadonlyMap<string, KnownClass>): string {
  const names = classIds.map((id) => {
    const own = classes.get(id);
    const parent = own?.parentId ? classes.get(own.parentId) : undefined;
    if (!own) return '';
    return parent && !own.name.startsWith(parent.name) ? `${parent.name}, ${own.name}` : own.name;
  });
  return names.filter(Boolean).sort(collator.compare).join(', ');
}
