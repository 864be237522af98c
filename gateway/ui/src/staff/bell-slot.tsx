import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { Icon } from '../shell/icon.tsx';

/** The bell with its count; the live stream invalidates `['inbox']` when something comes. */
export function BellSlot() {
  const { t } = useTranslation();
  const inbox = useQuery({
    queryKey: ['inbox'],
    queryFn: ({ signal }) => call('notifications.listInbox', { query: { limit: 30 }, signal }),
    retry: false,
    refetchInterval: 60_000,
  });
  const unread = inbox.data?.unread ?? 0;
  return (
    <button
      type="button"
      className="btn bare icon bell"
      aria-label={unread > 0 ? t('bell', { count: unread }) : t('bellNone')}
    >
      <Icon name="bell" />
      {unread > 0 && <b>{unread}</b>}
    </button>
  );
}
