import { z } from 'zod';
import { jsonRows } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import type { LockedPage, PageFacts } from './page-facts.ts';
import { parsePage, parseRights } from './page-rows.ts';
import { ownClasses, pageColumns, pageSources, teachers } from './page-store.ts';

/** `$1` page, `$2` person. */
export const opened = `
  select ${pageColumns}, p.subject_name, p.name, ${jsonRows(teachers)} as teachers, ${jsonRows(ownClasses)} as own_classes
  from ${pageSources} where p.id = $1`;

/** A page without its lock, and what decides who may read it, as one row. */
export const readOpened = (pageId: string, personId: string | null): Statement => ({
  name: 'page.opened',
  text: opened,
  values: [pageId, personId],
});

export interface OpenedPage {
  readonly page: LockedPage;
  readonly names: { readonly subjectName: string; readonly groupName: string };
  readonly rights: PageFacts['rights'];
}

const OpenedRow = z.object({
  subject_name: z.string(),
  name: z.string(),
  teachers: z.array(z.unknown()),
  own_classes: z.array(z.unknown()),
});

/** The row of `readOpened`; undefined where there is no such page. */
export function parseOpened(personId: string | null, rows: readonly unknown[] | undefined): OpenedPage | undefined {
  const page = parsePage(rows);
  if (!page) return undefined;
  const row = OpenedRow.parse(rows?.[0]);
  return {
    page,
    names: { subjectName: row.subject_name, groupName: row.name },
    rights: parseRights(personId, row.teachers, row.own_classes),
  };
}
