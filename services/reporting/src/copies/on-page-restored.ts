import { on } from '@parta/chassis/events/consumer';
import { pageRestoredV1 } from '@parta/contracts/events/journal/page-restored.v1';
import { keepNewest } from './on-page-changed.ts';
import { noteSeq } from './page-seq-store.ts';

/** The journal was restored: its cells are taken as they are, and with the last part all older ones of the page are forgotten. */
export const onPageRestored = on(pageRestoredV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  const { pageId, year, seq, head, at } = data;
  await noteSeq(trx, { institutionId, pageId, seq, head, at });
  const common = { institution_id: institutionId, year, page_id: pageId, version: seq };
  const marks = data.marks.map(({ studentId, workId, date, mark }) => ({
    ...{ ...common, student_id: studentId, work_id: workId, date, mark: JSON.stringify(mark) },
  }));
  const attendance = data.attendance.map(({ studentId, lessonId, date, code }) => ({
    ...{ ...common, student_id: studentId, lesson_id: lessonId, date, code },
  }));
  const results = data.results.map(({ studentId, periodId, result }) => ({
    ...{ ...common, student_id: studentId, period_id: periodId, subject_id: data.subjectId, changed_at: at },
    result: JSON.stringify(result),
  }));
  await keepNewest(trx, 'mark', marks);
  await keepNewest(trx, 'attendance', attendance);
  await keepNewest(trx, 'result', results);
  if (!data.last) return;
  const older = { institution_id: institutionId, page_id: pageId };
  for (const table of ['mark', 'attendance', 'result'])
    await trx(table).where(older).where('version', '<', seq).delete();
  // saves that never came and now never will
  await trx('page_gap').where(older).where('last_seq', '<', seq).delete();
});
