import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Icon } from '../../shell/icon.tsx';
import { ApplyBar } from './apply-bar.tsx';
import { counted, type Filter, filtered, filters, isFilter, nextWrong, type Preview } from './row-filter.ts';
import { RowTable } from './row-table.tsx';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

const signs = { all: undefined, wrong: 'stop', known: 'warn', new: 'check' } as const;
const colours = { all: '', wrong: 'i bad', known: 'i warn', new: 'i ok' } as const;

/** Second step: every row with what will become of it; nothing is written until the button below. */
export function ListPreview(props: { preview: Preview; className: string; classId: string | undefined }) {
  const { preview, className, classId } = props;
  const { t } = useTexts('imports');
  const address: { show?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter: Filter = isFilter(address.show) ? address.show : 'all';
  const goToWrong = useNextWrong(preview);
  const show = (next: Filter) => {
    const search = {
      ...(classId && { class: classId }),
      import: preview.importId,
      ...(next !== 'all' && { show: next }),
    };
    void navigate({ to: '/imports', search, replace: true });
  };
  const applied = preview.state === 'applied';
  return (
    <>
      <div className={styles['sumup']}>
        <div className="seg" role="group" aria-label={t('which')}>
          {filters.map((one) => (
            <button key={one} type="button" aria-pressed={one === filter} onClick={() => show(one)}>
              {signs[one] && <Icon name={signs[one]} className={one === filter ? 'i' : colours[one]} />}
              {t(`filters.${applied && one === 'new' ? 'imported' : one}`)} {counted(preview.rows, one)}
            </button>
          ))}
        </div>
        <span className="second">{applied ? t('written') : t('nothingWritten')}</span>
        <span className="grow" />
        <span className={`small second ${styles['fileName']}`}>{preview.fileName}</span>
        {preview.counts.wrong > 0 && !applied && (
          <button type="button" className="btn bare" onClick={goToWrong}>
            {t('nextWrong')} <kbd>F8</kbd>
          </button>
        )}
      </div>
      <RowTable preview={preview} rows={filtered(preview.rows, filter)} />
      <ApplyBar preview={preview} className={className} classId={classId} />
    </>
  );
}

/** F8 and its button: the caret into the field to mend of the next wrong row. */
function useNextWrong(preview: Preview): () => void {
  const line = useRef(0);
  const go = () => {
    const next = nextWrong(preview.rows, line.current);
    if (next === undefined) return;
    line.current = next;
    document.getElementById(`mend-${next}`)?.focus();
  };
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return go;
}
