import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isPassing } from '../../api/api-problem.ts';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { registerTexts } from '../../i18n.ts';
import texts from '../../locales/ru/journal.json' with { type: 'json' };
import { Failure } from '../../shell/failure.tsx';
import { Skeleton } from '../../shell/skeleton.tsx';
import { openPage, type OpenPage, unsentStore } from './sending/open-page.ts';
import type { JournalPage } from './model/page-model.ts';
import { scopeOf } from './sending/unsent-store.ts';
import { JournalContext } from './view/journal-context.ts';
import { JournalScreen } from './view/journal-screen.tsx';

registerTexts('journal', texts);

/** One page of the journal in one period. */
export function Page() {
  const params: { pageId?: string } = useParams({ strict: false });
  const pageId = params.pageId;
  const session = useSession();
  return pageId ? <LoadedPage key={`${pageId}${session.acting.assignmentId}`} pageId={pageId} /> : null;
}

interface Copy {
  readonly page: JournalPage;
  /** Set when the server was away and this is the copy kept in the browser. */
  readonly asOf: string | undefined;
}

function LoadedPage({ pageId }: { pageId: string }) {
  const session = useSession();
  const { period }: { period?: string } = useSearch({ strict: false });
  const scope = scopeOf(session.user.id, session.acting.assignmentId, pageId);
  const answer = useQuery({
    queryKey: ['journal', 'page', scope, period ?? ''],
    queryFn: ({ signal }) => loadPage(scope, { pageId, period, signal }),
    placeholderData: (old) => old,
    refetchOnWindowFocus: true,
    // an old copy is replaced as soon as the server answers again
    refetchInterval: (query) => (query.state.data?.asOf ? 10_000 : false),
    gcTime: 0,
  });
  const { opened, writer } = useOpened(scope, answer.data);
  if (answer.error && !answer.data)
    return <Failure error={answer.error} namespace="journal" onRetry={() => void answer.refetch()} />;
  if (!opened) return <Skeleton lines={20} />;
  return (
    <JournalContext value={opened.store}>
      <JournalScreen writer={writer} asOf={answer.data?.asOf} />
    </JournalContext>
  );
}

async function loadPage(
  scope: string,
  { pageId, period, signal }: { pageId: string; period: string | undefined; signal: AbortSignal },
): Promise<Copy> {
  try {
    const page = await call('journal.getPage', {
      params: { pageId },
      query: period ? { periodId: period } : {},
      signal,
    });
    void unsentStore().keepPage(scope, period ?? '', page);
    return { page, asOf: undefined };
  } catch (error) {
    const kept = isPassing(error) ? await unsentStore().lastPage(scope, period ?? '') : undefined;
    if (!kept) throw error;
    return { page: kept.page, asOf: kept.at };
  }
}

/** Opens the page for writing once, and gives it every fresher copy. */
function useOpened(scope: string, copy: Copy | undefined): { opened: OpenPage | undefined; writer: boolean } {
  const [opened, setOpened] = useState<OpenPage>();
  const [writer, setWriter] = useState(false);
  const ready = copy !== undefined;
  useEffect(() => {
    if (!copy) return;
    let gone = false;
    const opening = openPage(scope, copy.page, () => setWriter(true));
    void opening.then((page) => (gone ? undefined : setOpened(page)));
    return () => {
      gone = true;
      setWriter(false);
      void opening.then((page) => page.close());
    };
    // a fresher copy must not open the page anew: the effect below hands it over
  }, [scope, ready]);
  useEffect(() => {
    if (copy && opened && opened.store.getState().model.page !== copy.page)
      opened.store.dispatch({ type: 'page', page: copy.page });
  }, [copy, opened]);
  return { opened, writer };
}
