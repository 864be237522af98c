import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../../api/client.ts';
import { may, useSession } from '../../../api/session.ts';
import { shortNameOf } from '../../../format/person-name.ts';
import { clockTime, dayMonth } from '../../../format/russian-date.ts';
import type { AnswerOf } from '../../../api/operations.ts';
import { sameValue } from '../model/cell-key.ts';
import { textOfValue } from '../model/cell-sign.ts';
import type { Selection } from '../model/selection.ts';
import { commentedAt } from '../model/writes.ts';
import { columnName } from '../naming.ts';
import { useJournalState } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

/** Who wrote what into the active cell, when, before and after. */
export function CellStory({ selection, onComment }: { selection: Selection; onComment: () => void }) {
  const { t } = useTexts('journal');
  const session = useSession();
  const state = useJournalState((one) => one);
  const { model } = state;
  const settled = useSettled(selection);
  const commented = commentedAt(state, settled.row, settled.column);
  const [student, column] = [model.students[settled.row], model.columns[settled.column]];
  const query =
    student && column
      ? column.kind === 'result'
        ? { studentId: student.studentId, periodId: column.periodId }
        : {
            studentId: student.studentId,
            // attendance is written in the lesson's first column only
            ...(column.first ? { lessonId: column.lesson.id } : {}),
            ...(column.work ? { workId: column.work.id } : {}),
          }
      : undefined;
  const history = useQuery({
    queryKey: ['journal', 'history', model.page.page.id, query, state.savedAt],
    queryFn: ({ signal }) =>
      call('journal.cellHistory', {
        params: { pageId: model.page.page.id },
        query: query ?? { studentId: '' },
        signal,
      }),
    enabled: query !== undefined && may(session, 'journal.history.read'),
    retry: false,
  });
  if (!student || !column || !may(session, 'journal.history.read')) return null;
  return (
    <section>
      <h3>{t('lesson.cell', { name: shortNameOf(student), column: columnName(column) })}</h3>
      {history.data?.entries.length === 0 && <p className="small quiet">{t('lesson.noStory')}</p>}
      <table className={styles['story']}>
        <tbody>
          {history.data?.entries.slice(0, 8).map((entry) => (
            <tr key={`${entry.seq}${entry.at}`}>
              <td className="nowrap">
                {dayMonth(entry.at.slice(0, 10))} {clockTime(entry.at)}
              </td>
              <td>{entry.by}</td>
              <td>
                <Happened entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {commented && (
        <p className={styles['hint']}>
          {commented.comment && <span className={styles['said']}>{commented.comment}</span>}
          <button type="button" className="btn link small" onClick={onComment}>
            {t('comment.title')}
          </button>
          <kbd>F2</kbd>
        </p>
      )}
    </section>
  );
}

type Entry = AnswerOf<'journal.cellHistory'>['entries'][number];

/** «3 → 4»; what came only with a word shows the word. */
function Happened({ entry: { before, after, comment } }: { entry: Entry }) {
  const { t } = useTexts('journal');
  const said = comment === undefined ? null : comment ? `«${comment}»` : t('comment.removed');
  if (sameValue(before, after)) return said;
  return (
    <>
      {textOfValue(before) || t('lesson.before')} → {textOfValue(after) || t('lesson.before')}
      {said && <div className={styles['said']}>{said}</div>}
    </>
  );
}

/** The cell where the cursor has come to rest: walking through the grid asks the server nothing. */
function useSettled(selection: Selection): Selection {
  const [settled, setSettled] = useState(selection);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(selection), 500);
    return () => clearTimeout(timer);
  }, [selection]);
  return settled;
}
