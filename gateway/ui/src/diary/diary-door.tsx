import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isPassing } from '../api/api-problem.ts';
import { restoreSession, useSessionState } from '../api/session.ts';
import { SignedIn } from '../shell/signed-in.tsx';
import { forgetAnswers } from './answer-store.ts';
import { DiaryShell } from './diary-shell.tsx';
import { forgetReader, rememberedReader } from './reader.ts';

const againMilliseconds = 15_000;

/** Lets pupils and guardians in; while the server is away, also who has read this device's diary last. */
export function DiaryDoor() {
  const state = useSessionState();
  const isAway = useIsAway(state.status === 'unknown');
  useEffect(() => {
    if (state.status !== 'signed-out') return;
    forgetReader();
    // a device that keeps nothing has nothing to forget
    forgetAnswers().catch(() => undefined);
  }, [state.status]);
  const diary = (
    <DiaryShell>
      <Outlet />
    </DiaryShell>
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
