import type { Scale } from '@parta/contracts/values/mark';
import { Icon } from '../../../shell/icon.tsx';
import type { Sign } from '../model/cell-sign.ts';
import { isFirstGrade } from '../model/page-model.ts';
import type { KeyIntent } from '../model/key-intent.ts';
import { useJournalState } from './journal-context.ts';
import styles from './journal.module.css';
import { useTexts } from '../../../i18n.ts';

type Key = readonly [text: string, sign: Sign];

const marks: Readonly<Record<Scale, readonly Key[]>> = {
  five: [
    ['2', '2'],
    ['3', '3'],
    ['4', '4'],
    ['5', '5'],
  ],
  pass: [
    ['З', 'passed'],
    ['Н', 'failed'],
  ],
};

const debt: Key = ['•', 'due'];

const letters: readonly Key[] = [
  ['н', 'absent'],
  ['б', 'ill'],
  ['у', 'excused'],
  ['о', 'late'],
];

/** The keys under the thumb, where there is no keyboard: they write into the active cell and go down. */
export function Pad({ perform }: { perform: (intent: KeyIntent) => void }) {
  const { t } = useTexts('journal');
  const page = useJournalState((state) => state.model.page);
  const write = (sign: Sign) => {
    perform({ type: 'write', sign });
    perform({ type: 'move', rows: 1, columns: 0, extend: false });
  };
  const key = ([text, sign]: Key) => (
    <button key={sign} type="button" className="btn" onClick={() => write(sign)}>
      {text}
    </button>
  );
  return (
    <div className={styles['pad']} role="group" aria-label={t('keys')}>
      {!isFirstGrade(page) && [...marks[page.page.scale], debt].map(key)}
      {letters.map(key)}
      <button type="button" className="btn" aria-label={t('help.clear')} onClick={() => perform({ type: 'clear' })}>
        <Icon name="x" />
      </button>
    </div>
  );
}
