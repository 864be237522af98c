import type { AnswerOf } from '../../../api/operations.ts';

export type ListedPage = AnswerOf<'journal.listPages'>['pages'][number];

export interface PageGroup {
  readonly name: string;
  readonly pages: readonly ListedPage[];
}

/** Pages by class or group: those with a page that is one's own first, 2А before 10А. The pages keep their order. */
export function groupPages(pages: readonly ListedPage[]): readonly PageGroup[] {
  const groups = [...Map.groupBy(pages, ({ groupName }) => groupName)].map(([name, own]) => ({ name, pages: own }));
  const isOwn = (group: PageGroup): number => Number(group.pages.some(({ canWrite }) => canWrite));
  return groups.toSorted((a, b) => isOwn(b) - isOwn(a) || a.name.localeCompare(b.name, 'ru', { numeric: true }));
}
