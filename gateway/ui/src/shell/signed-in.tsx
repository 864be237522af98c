import { type ReactNode, useEffect, useState } from 'react';
import { homeOf, restoreSession, type Seat, sessionState, signInAddress, useSessionState } from '../api/session.ts';
import { Failure } from './failure.tsx';
import { Skeleton } from './skeleton.tsx';

/** Shows its children to those signed in on one of these sides; takes the others to sign-in or to their own entry. */
export function SignedIn({ sides, children }: { sides: readonly Seat['side'][]; children: ReactNode }) {
  const state = useSessionState();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    setError(undefined);
    // it may have been taken up while the pages were on their way
    if (sessionState().status === 'unknown') restoreSession().catch(setError);
  }, [attempt]);

  const elsewhere =
    state.status === 'signed-out'
      ? signInAddress()
      : state.status === 'signed-in' && !sides.includes(state.session.acting.side)
        ? homeOf(state.session.acting)
        : undefined;
  useEffect(() => {
    if (elsewhere) location.assign(elsewhere);
  }, [elsewhere]);

  if (error !== undefined && state.status === 'unknown')
    return <Failure error={error} onRetry={() => setAttempt(attempt + 1)} />;
  return state.status === 'signed-in' && !elsewhere ? children : <Skeleton />;
}
