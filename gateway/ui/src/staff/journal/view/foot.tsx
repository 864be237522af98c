import { clockTime } from '../../../format/russian-date.ts';
import { Icon } from '../../../shell/icon.tsx';
import { shutFor } from '../model/cell-view.ts';
import type { JournalState } from '../model/journal-state.ts';
import { areaOf, isSingle } from '../model/selection.ts';
import { countWaiting } from '../model/unsent.ts';
import { averageText, shutText } from '../naming.ts';
import { usePaintedState } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

/** Where the work stands: saved, on its way, waiting, refused; and the class's sums. */
export function Foot({ notice }: { notice: string }) {
  const state = usePaintedState((one) => one);
  return (
    <footer className={styles['foot']}>
      <Statuses />
      <span className={styles['grow']} />
      <span role="status">{notice || <Here state={state} />}</span>
      <span className={styles['grow']} />
      <Sums state={state} />
    </footer>
  );
}

/** Saved, on its way, waiting for the network, refused, in conflict. */
export function Statuses() {
  const { t } = useTexts('journal');
  const unsent = usePaintedState((one) => one.unsent);
  const away = usePaintedState((one) => one.away);
  const savedAt = usePaintedState((one) => one.savedAt);
  const { pending, sending } = countWaiting(unsent);
  const refused = Object.keys(unsent.refused).length;
  const conflicts = Object.keys(unsent.conflicts).length;
  const rested = pending + sending === 0;
  return (
    <>
      <span role="status" className={styles['statuses']}>
        {rested && (
          <span>
            <Icon name="check" className="i ok" />
            {savedAt ? t('foot.saved', { time: clockTime(savedAt) }) : t('foot.savedAll')}
          </span>
        )}
        {sending > 0 && !away && (
          <span>
            <i className={styles['run']} />
            {t('foot.sending', { number: sending })}
          </span>
        )}
        {pending + (away ? sending : 0) > 0 && (
          <span>
            <i className={styles['dot']} />
            {t(away ? 'foot.waiting' : 'foot.gathering', { number: pending + (away ? sending : 0) })}
          </span>
        )}
      </span>
      {refused > 0 && (
        <span className="bad">
          <Icon name="stop" />
          {t('foot.refused', { number: refused })}
        </span>
      )}
      {conflicts > 0 && (
        <span className="warn">
          <Icon name="swap" />
          {t('foot.conflict', { number: conflicts })}
        </span>
      )}
    </>
  );
}

/** The size of the selection, or why the active cell is shut. */
export function Here({ state }: { state: JournalState }) {
  const { t } = useTexts('journal');
  const area = areaOf(state.selection);
  if (!isSingle(state.selection)) {
    return t('foot.selected', { rows: area.bottom - area.top + 1, columns: area.right - area.left + 1 });
  }
  const student = state.model.students[state.selection.row];
  const column = state.model.columns[state.selection.column];
  const shut = student && column ? shutFor(state, student, column) : null;
  return shut && shutText(shut, column);
}

function Sums({ state }: { state: JournalState }) {
  const { t } = useTexts('journal');
  const averages = [...state.model.standings.values()].flatMap((one) => one.averageHundredths ?? []);
  const good = [...state.model.standings.values()].flatMap((one) => one.proposed ?? []);
  const debts = state.model.page.marks.filter(({ mark }) => mark.kind === 'due').length;
  const average =
    averages.length > 0 ? Math.round(averages.reduce((sum, one) => sum + one, 0) / averages.length) : null;
  return (
    <>
      {average !== null && (
        <span className={`second ${styles['rare']}`}>{t('foot.average', { value: averageText(average) })}</span>
      )}
      {good.length > 0 && (
        <span className={`second ${styles['rare']}`}>
          {t('foot.quality', { value: Math.round((good.filter((one) => one >= 4).length * 100) / good.length) })}
        </span>
      )}
      {debts > 0 && <span className={`second ${styles['rare']}`}>{t('foot.debts', { number: debts })}</span>}
    </>
  );
}
