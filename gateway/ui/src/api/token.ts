import type { AnswerOf } from './operations.ts';
import { placeOf } from './operations.ts';
import { ApiProblem, problemOf, ServerAway } from './api-problem.ts';
import { traceparentOf } from './traceparent.ts';

export type SessionAnswer = AnswerOf<'identity.refresh'>;

/** Renewed so long before its end that a slow line does not turn it into a 401. */
const marginMilliseconds = 20_000;
const assignmentPlace = 'parta.assignment';

/** The access token lives in memory only; the refresh token is an httpOnly cookie that no script sees. */
let held: { readonly token: string; readonly until: number } | undefined;
let renewing: Promise<SessionAnswer | undefined> | undefined;
let onRenewed: ((session: SessionAnswer | undefined) => void) | undefined;
/** What came before anybody listened: the first answers are asked for while the pages are still on their way. */
let missed: { readonly session: SessionAnswer | undefined } | undefined;

/** Tells the session store about every renewed and every ended session. */
export function whenRenewed(listener: (session: SessionAnswer | undefined) => void): void {
  onRenewed = listener;
  if (missed) listener(missed.session);
  missed = undefined;
}

export function holdSession(session: SessionAnswer | undefined): void {
  held = session && { token: session.accessToken, until: Date.now() + session.expiresIn * 1000 };
  // two tabs may act in two roles: the choice belongs to the tab
  if (session) sessionStorage.setItem(assignmentPlace, session.acting.assignmentId);
}

export const wantAssignment = (assignmentId: string | undefined): void =>
  assignmentId ? sessionStorage.setItem(assignmentPlace, assignmentId) : sessionStorage.removeItem(assignmentPlace);

/** A token that holds for a while yet; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (!held) return undefined;
  return Date.now() < held.until - marginMilliseconds ? held.token : renewToken();
}

/** A new token from the cookie; undefined when the session has ended. One renewal at a time in this tab and in all. */
export async function renewToken(): Promise<string | undefined> {
  return (await renewSession())?.accessToken;
}

/** The same with whom the token is for. */
export function renewSession(): Promise<SessionAnswer | undefined> {
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renew(): Promise<SessionAnswer | undefined> {
  // refresh tokens are single use: two tabs that refresh at once would look like a theft
  const session = await navigator.locks.request('parta.refresh', () => askForSession());
  holdSession(session);
  if (onRenewed) onRenewed(session);
  else missed = { session };
  return session;
}

async function askForSession(): Promise<SessionAnswer | undefined> {
  const wanted = sessionStorage.getItem(assignmentPlace) ?? undefined;
  try {
    return await requestSession(wanted);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 429) throw error;
    if (error.code !== 'assignment-not-found' || !wanted) return undefined;
    sessionStorage.removeItem(assignmentPlace);
    return requestSession(undefined).catch(() => undefined);
  }
}

async function requestSession(assignmentId: string | undefined): Promise<SessionAnswer> {
  const requestId = crypto.randomUUID();
  const { method, path } = placeOf('identity.refresh');
  const response = await fetch(path, {
    method: method.toUpperCase(),
    headers: {
      'content-type': 'application/json',
      'x-request-id': requestId,
      traceparent: traceparentOf(requestId),
    },
    body: JSON.stringify(assignmentId ? { assignmentId } : {}),
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    throw new ServerAway(requestId, error);
  });
  if (!response.ok) throw await problemOf(response, requestId);
  return (await response.json()) as SessionAnswer;
}
