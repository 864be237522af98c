import type { Statement } from '@parta/chassis/db/statement';
import { onOften } from '@parta/chassis/events/consumer';
import { pageRestoredV1 } from '@parta/contracts/events/journal/page-restored.v1';
import { keepPage } from './keep-page.ts';

/** The journal was restored: its cells are taken as they are, and with the last part all older ones of the page are forgotten. */
export const onPageRestored = onOften(pageRestoredV1, async (read, { institutionId, data }) => {
  if (!data) return { value: undefined, last: [] };
  const gaps = await keepPage(read, {
    ...{ ...data, institutionId },
    marks: data.marks.map(({ mark, ...cell }) => ({ ...cell, after: mark })),
    attendance: data.attendance.map(({ code, ...cell }) => ({ ...cell, after: code })),
    results: data.results.map(({ result, ...cell }) => ({ ...cell, after: result })),
  });
  return { value: undefined, last: [...gaps, ...(data.last ? forgetOlder(institutionId, data) : [])] };
});

/** Cells, and the saves that never came and now never will. */
const forgetOlder = (institutionId: string, { pageId, seq }: { pageId: string; seq: number }): readonly Statement[] =>
  [
    ...['mark', 'attendance', 'result'].map((table) => ({ table, newest: 'version' })),
    { table: 'page_gap', newest: 'last_seq' },
  ].map(({ table, newest }) => ({
    name: `restored.${table}`,
    text: `delete from ${table} where institution_id = $1 and page_id = $2 and ${newest} < $3`,
    values: [institutionId, pageId, seq],
  }));
