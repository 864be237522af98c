import { on } from '@parta/chassis/events/consumer';
import { pageRestoredV1 } from '@parta/contracts/events/journal/page-restored.v1';
import { keepPage } from './keep-page.ts';

/** The journal was restored: its cells are taken as they are, and with the last part all older ones of the page are forgotten. */
export const onPageRestored = on(pageRestoredV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  const { pageId, seq, last } = data;
  await keepPage(trx, {
    ...{ ...data, institutionId },
    marks: data.marks.map(({ mark, ...cell }) => ({ ...cell, after: mark })),
    attendance: data.attendance.map(({ code, ...cell }) => ({ ...cell, after: code })),
    results: data.results.map(({ result, ...cell }) => ({ ...cell, after: result })),
  });
  if (!last) return;
  const older = { institution_id: institutionId, page_id: pageId };
  for (const table of ['mark', 'attendance', 'result'])
    await trx(table).where(older).where('version', '<', seq).delete();
  // saves that never came and now never will
  await trx('page_gap').where(older).where('last_seq', '<', seq).delete();
});
