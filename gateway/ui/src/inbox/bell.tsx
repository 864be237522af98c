import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../live/inbox.ts';
import { Icon } from '../shell/icon.tsx';
import { InboxList, ReadAllButton } from './inbox-list.tsx';
import styles from './inbox.module.css';

/** The bell with its count; opens what came. `go` opens an address of the diary. */
export function Bell({ go, className = 'btn bare icon bell' }: { go: (address: string) => void; className?: string }) {
  const { t } = useTranslation('inbox');
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
      {isOpen && <Panel onClose={close} go={(address) => (setIsOpen(false), go(address))} />}
    </div>
  );
}

function Panel({ onClose, go }: { onClose: () => void; go: (address: string) => void }) {
  const { t } = useTranslation('inbox');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section className={styles['panel']} role="dialog" aria-label={t('title')} tabIndex={-1} ref={panel}>
      <header>
        <h2>{t('title')}</h2>
        <ReadAllButton />
        <button type="button" className="btn bare icon" aria-label={t('close')} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      <div className={styles['scroll']}>
        <InboxList go={go} />
      </div>
    </section>
  );
}
