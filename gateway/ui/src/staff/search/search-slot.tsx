import { lazy, Suspense, useEffect, useState } from 'react';
import { registerTexts, useTexts } from '../../i18n.ts';
import texts from '../../locales/ru/search.json' with { type: 'json' };
import { Icon } from '../../shell/icon.tsx';
import styles from './search.module.css';

registerTexts('search', texts);

const SearchDialog = lazy(async () => ({ default: (await import('./search-dialog.tsx')).SearchDialog }));

/** The bar's field that opens the search; Ctrl+K does the same from anywhere on the page, in any keyboard layout. */
export function SearchSlot() {
  const { t } = useTexts('search');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        className="btn"
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Control+K"
        title={t('open')}
      >
        <Icon name="search" />
        <span className={styles['slotWord']}>{t('open')}</span>
        <kbd className={styles['slotWord']}>Ctrl K</kbd>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
