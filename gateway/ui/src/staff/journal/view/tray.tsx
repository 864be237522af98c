import { Icon } from '../../../shell/icon.tsx';
import { textOfValue } from '../model/cell-sign.ts';
import type { ConflictingEdit, Edit, RefusedEdit } from '../model/unsent.ts';
import { refusalText } from '../naming.ts';
import { useJournal, useJournalState } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

/** What was refused and what collided: never behind a click, always beside the grid. */
export function Tray({ onNext }: { onNext: () => void }) {
  const { t } = useTexts('journal');
  const refused = useJournalState((state) => state.unsent.refused);
  const conflicts = useJournalState((state) => state.unsent.conflicts);
  const lines = Object.entries(refused).length + Object.entries(conflicts).length;
  if (lines === 0) return null;
  return (
    <section className={styles['tray']} aria-label={t('tray.title')}>
      <ul>
        {Object.entries(conflicts).map(([key, conflict]) => (
          <ConflictLine key={key} place={key} conflict={conflict} />
        ))}
        {Object.entries(refused).map(([key, refusal]) => (
          <RefusedLine key={key} place={key} refusal={refusal} />
        ))}
        <li>
          <span className={styles['why']}>{t('tray.rest')}</span>
          <button type="button" className="btn bare" onClick={onNext}>
            {t('tray.next')} <kbd>F8</kbd>
          </button>
        </li>
      </ul>
    </section>
  );
}

function RefusedLine({ place, refusal: { edit, code } }: { place: string; refusal: RefusedEdit }) {
  const { t } = useTexts('journal');
  const { dispatch } = useJournal();
  return (
    <li>
      <Icon name="stop" className="i bad" />
      <CellName edit={edit} />
      <span className={styles['why']} title={refusalText(code)}>
        {refusalText(code)}
      </span>
      <button
        type="button"
        className="btn bare"
        aria-label={t('tray.dismissOne', { cell: `${edit.label.student}, ${edit.label.column}` })}
        onClick={() => dispatch({ type: 'dismiss', key: place })}
      >
        {t('tray.dismiss')}
      </button>
    </li>
  );
}

function ConflictLine({ place, conflict: { edit, current } }: { place: string; conflict: ConflictingEdit }) {
  const { t } = useTexts('journal');
  const { dispatch } = useJournal();
  const named = (value: string) => value || t('tray.empty');
  return (
    <li>
      <Icon name="swap" className="i warn" />
      <CellName edit={edit} />
      <span className={styles['why']}>{t('tray.conflict')}</span>
      <button
        type="button"
        className="btn link"
        onClick={() => dispatch({ type: 'resolve', key: place, choice: 'mine' })}
      >
        {t('tray.mine', { value: named(textOfValue(edit.value)) })}
      </button>
      <button
        type="button"
        className="btn link"
        onClick={() => dispatch({ type: 'resolve', key: place, choice: 'theirs' })}
      >
        {t('tray.theirs', { value: named(textOfValue(current)) })}
      </button>
    </li>
  );
}

function CellName({ edit: { label, value, comment } }: { edit: Edit }) {
  const { t } = useTexts('journal');
  return (
    <>
      <b>{label.student}</b>
      <span>
        {label.column}: {textOfValue(value) || t('tray.empty')}
        {comment && `, «${comment}»`}
      </span>
    </>
  );
}
