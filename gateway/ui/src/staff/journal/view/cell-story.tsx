import { useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useState } from 'react';
import { call } from '../../../api/client.ts';
import { may, useSession } from '../../../api/session.ts';
import { shortNameOf } from '../../../format/person-name.ts';
import { clockTime, dayMonth } from '../../../format/russian-date.ts';
import { sameValue } from '../model/cell-key.ts';
import { textOfValue } from '../model/cell-sign.ts';
import type { Selection } from '../model/selection.ts';
import { shutFor } from '../model/cell-view.ts';
import { commentedAt } from '../model/writes.ts';
import { columnName } from '../naming.ts';
import { usePaintedState } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

/** Who wrote what into the active cell, when, before and after. */
export function CellStory({ selection, onComment }: { selection: Selection; onComment: () => void }) {
  const { t } = useTexts('journal');
  const session = useSession();
  const state = usePaintedState((one) => one);
  const { model } = state;
  const settled = useSettled(selection);
  const commented = commentedAt(state, settled.row, settled.column);
  const isOpen = commented && shutFor(state, commented.student, commented.column) === null;
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
            <Fragment key={`${entry.seq}${JSON.stringify(entry.after)}`}>
              <tr>
                <td className="nowrap">
                  {dayMonth(entry.at.slice(0, 10))} {clockTime(entry.at)}
                </td>
                <td>{entry.by}</td>
                <td>
                  {!sameValue(entry.before, entry.after) &&
                    `${textOfValue(entry.before) || t('lesson.before')} → ${textOfValue(entry.after) || t('lesson.before')}`}
                </td>
              </tr>
              {entry.comment !== undefined && (
                <tr>
                  <td colSpan={3} className={styles['said']}>
                    {entry.comment ? `«${entry.comment}»` : t('comment.removed')}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {isOpen && (
        <p className={styles['hint']}>
          <button type="button" className="btn link small" onClick={onComment}>
            {t('comment.title')}
          </button>
          <kbd>F2</kbd>
        </p>
      )}
    </section>
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
