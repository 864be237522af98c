import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { isPassing } from '../api/api-problem.ts';
import { restoreSession, useSessionState } from '../api/session.ts';
import { SignedIn } from '../shell/signed-in.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { forgetAnswers } from './answer-store.ts';
import { forgetReader, rememberedReader } from './reader.ts';

// sign-in and the check page stand in the same entry and load nothing of the diary
const DiaryShell = lazy(async () => ({ default: (await import('./diary-shell.tsx')).DiaryShell }));

const againMilliseconds = 15_000;

/** Lets pupils and guardians in; while the server is away, also who has read this device's diary last. */
export function DiaryDoor({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const isAway = useIsAway(state.status === 'unknown');
  useEffect(() => {
    if (state.status !== 'signed-out') return;
    forgetReader();
    // a device that keeps nothing has nothing to forget
    forgetAnswers().catch(() => undefined);
  }, [state.status]);
  const diary = (
    <Suspense fallback={<Skeleton />}>
      <DiaryShell>{children}</DiaryShell>
    </Suspense>
  );
  if (state.status === 'unknown' && isAway && rememberedReader()) return diary;
  return <SignedIn sides={['student', 'guardian']}>{diary}</SignedIn>;
}

/** Whether the session could not be taken up because nobody answers; goes on asking. */
function useIsAway(isUnknown: boolean): boolean {
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    if (!isUnknown) return;
    const ask = () => {
      restoreSession().catch((error: unknown) => setIsAway(isPassing(error)));
    };
    ask();
    const timer = setInterval(ask, againMilliseconds);
    addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      removeEventListener('online', ask);
    };
  }, [isUnknown]);
  return isAway;
}
