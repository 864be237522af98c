import { useState } from 'react';
import type { InboxItem } from '@parta/contracts/values/inbox-fact';
import { useSessionState } from '../api/session.ts';
import { clockTime, dayMonth } from '../format/russian-date.ts';
import { loadOlder, markRead, reloadInbox, useInbox } from '../live/inbox.ts';
import { EmptyState, Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { diaryAddressOf, sentenceOf } from './inbox-sentence.ts';
import styles from './inbox.module.css';
import { openItem } from './open-item.ts';
import { useTexts } from '../i18n.ts';

/** Everything that came, newest first; `go` opens an address of the diary. */
export function InboxList({ go }: { go: (address: string) => void }) {
  const { t } = useTexts('inbox');
  const inbox = useInbox();
  const [isLoading, setIsLoading] = useState(false);
  if (inbox.items.length === 0) {
    if (inbox.error) return <Failure error={inbox.error} onRetry={() => void reloadInbox()} />;
    return inbox.position === undefined ? <Skeleton lines={6} /> : <EmptyState>{t('empty')}</EmptyState>;
  }
  const more = async () => {
    setIsLoading(true);
    await loadOlder();
    setIsLoading(false);
  };
  return (
    <>
      <ul className={styles['items']}>
        {inbox.items.map((item) => (
          <Item key={item.position} item={item} go={go} />
        ))}
      </ul>
      {inbox.hasMore && (
        <button type="button" className={`btn ${styles['more']}`} disabled={isLoading} onClick={() => void more()}>
          {isLoading ? t('loading') : t('older')}
        </button>
      )}
    </>
  );
}

function Item({ item, go }: { item: InboxItem; go: (address: string) => void }) {
  const { t } = useTexts('inbox');
  const state = useSessionState();
  const session = state.status === 'signed-in' ? state.session : undefined;
  const kind = session?.seats.find((seat) => seat.nodeId === item.institutionId)?.nodeKind;
  return (
    <li className={item.read ? undefined : styles['unread']}>
      <a
        href={diaryAddressOf(item.fact)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          void openItem(item, go);
        }}
      >
        <span className={styles['about']}>
          {session?.acting.side !== 'student' && <b>{item.fact.studentName}</b>}
          {!item.read && <i>{t('newOne')}</i>}
          <time dateTime={item.at}>{whenText(item.at, t)}</time>
        </span>
        {sentenceOf(item.fact, kind)}
      </a>
    </li>
  );
}

/** Marks everything as seen; nothing to press while nothing is new. */
export function ReadAllButton() {
  const { t } = useTexts('inbox');
  const { unread } = useInbox();
  if (unread === 0) return null;
  return (
    <button type="button" className={`btn ${styles['readAll']}`} onClick={() => void markRead()}>
      {t('readAll')}
    </button>
  );
}

function whenText(at: string, t: (key: string, values: Record<string, string>) => string): string {
  const day = dayHere(new Date(at));
  const time = clockTime(at);
  if (day === dayHere(new Date())) return t('today', { time });
  if (day === dayHere(new Date(Date.now() - 86_400_000))) return t('yesterday', { time });
  return t('other', { day: dayMonth(day), time });
}

/** The calendar day on the reader's clock. */
const dayHere = (instant: Date): string => instant.toLocaleDateString('sv-SE');
