import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useInbox } from '../live/inbox.ts';
import { Icon } from '../shell/icon.tsx';
import styles from './inbox.module.css';
import { registerTexts, useTexts } from '../i18n.ts';
import texts from '../locales/ru/inbox.json' with { type: 'json' };

registerTexts('inbox', texts);

// what came is looked at less often than the page under it
const BellPanel = lazy(async () => ({ default: (await import('./bell-panel.tsx')).BellPanel }));

/** The bell with its count; opens what came. `go` opens an address of the diary. */
export function Bell({ go, className = 'btn bare icon bell' }: { go: (address: string) => void; className?: string }) {
  const { t } = useTexts('inbox');
  const { unread } = useInbox();
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setIsOpen(false);
    place.current?.querySelector('button')?.focus();
  };

  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [isOpen]);

  return (
    <div
      className={styles['place']}
      ref={place}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <button
        type="button"
        className={className}
        aria-label={unread > 0 ? t('openCount', { count: unread }) : t('open')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="bell" />
        {unread > 0 && <b>{unread > 99 ? '99+' : unread}</b>}
      </button>
      {isOpen && (
        <Suspense>
          <BellPanel onClose={close} go={(address) => (setIsOpen(false), go(address))} />
        </Suspense>
      )}
    </div>
  );
}
