import type { FetNamed } from './fet-file.ts';
import type { Report } from './import-plan.ts';

/**
 * Names are FET's keys, so of two equal ones only the first can be meant by a reference. Equal is after cleaning: «1 К»
 * and «1  К» would be one thing to every reader.
 */
export function uniqueNames<Item extends FetNamed>(
  items: readonly Item[],
  element: string,
  report: Report,
): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const first = found.get(item.name);
    const problem = { line: item.line, element, name: item.name, effect: 'skipped' } as const;
    if (!item.name) report({ ...problem, code: 'empty-name', params: {} });
    else if (first) report({ ...problem, code: 'duplicate-name', params: { firstLine: first.line } });
    else found.set(item.name, item);
  }
  return found;
}
