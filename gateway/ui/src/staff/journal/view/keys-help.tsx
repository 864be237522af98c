import { memo } from 'react';
import { JournalDialog } from './journal-dialog.tsx';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

const keys: readonly (readonly [name: string, ...keys: string[]])[] = [
  ['mark', '1', '…', '5'],
  ['due', '.'],
  ['absent', 'Н', 'Б', 'У'],
  ['late', 'О'],
  ['pass', 'З', 'Shift Н'],
  ['clear', 'Del'],
  ['down', 'Enter', 'Shift Enter'],
  ['next', 'Tab', 'Shift Tab'],
  ['select', 'Shift ← ↑ → ↓'],
  ['comment', 'F2'],
  ['copy', 'Ctrl C', 'Ctrl V'],
  ['undo', 'Ctrl Z', 'Ctrl Y'],
  ['refused', 'F8'],
  ['lesson', 'Ctrl Enter'],
  ['period', 'PgUp', 'PgDn'],
];

/** All keys of the grid; `?` opens it, Escape closes. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('journal');
  return (
    <JournalDialog title={t('help.title')} onClose={onClose}>
      <dl>
        {keys.map(([name, ...own]) => (
          <KeyLine key={name} keys={own} text={t(`help.${name}`)} />
        ))}
      </dl>
      <p className="small quiet">{t('help.layout')}</p>
    </JournalDialog>
  );
}

const firstKeys: readonly (readonly [name: string, ...keys: string[]])[] = [
  ['mark', '1', '…', '5'],
  ['due', '.'],
  ['absent', 'Н', 'Б', 'У'],
  ['late', 'О'],
  ['down', 'Enter'],
  ['next', 'Tab'],
  ['select', 'Shift ↓'],
  ['undo', 'Ctrl Z'],
];

/** The few keys that a first month needs, at the foot of the lesson panel. */
export const FirstKeys = memo(function FirstKeys() {
  const { t } = useTexts('journal');
  return (
    <section className={styles['keys']} aria-label={t('keys')}>
      <dl>
        {firstKeys.map(([name, ...own]) => (
          <KeyLine key={name} keys={own} text={t(`firstKeys.${name}`)} />
        ))}
      </dl>
    </section>
  );
});

function KeyLine({ keys: own, text }: { keys: readonly string[]; text: string }) {
  return (
    <>
      <dt>{own.map((key) => (key === '…' ? '–' : <kbd key={key}>{key}</kbd>))}</dt>
      <dd>{text}</dd>
    </>
  );
}
