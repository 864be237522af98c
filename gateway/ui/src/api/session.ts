import { useSyncExternalStore } from 'react';
import type { Permission } from '@parta/contracts/kernel/permissions';
import type { Role } from '@parta/contracts/kernel/roles';
import { call } from './client.ts';
import { holdSession, renewToken, type SessionAnswer, wantAssignment, whenRenewed } from './token.ts';

export type Seat = SessionAnswer['seats'][number];

export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signed-out' }
  | { readonly status: 'signed-in'; readonly session: SessionAnswer };

let state: SessionState = { status: 'unknown' };
const listeners = new Set<() => void>();

function set(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

const take = (session: SessionAnswer | undefined): void =>
  set(session ? { status: 'signed-in', session } : { status: 'signed-out' });

whenRenewed(take);

export const sessionState = (): SessionState => state;

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useSessionState = (): SessionState => useSyncExternalStore(subscribeSession, sessionState);

/** The session of a page that is shown only to those who are signed in. */
export function useSession(): SessionAnswer {
  const current = useSessionState();
  if (current.status !== 'signed-in') throw new Error('no session here');
  return current.session;
}

/** Takes the session up again after a reload, by the cookie. Throws when the server is away. */
export async function restoreSession(): Promise<SessionState> {
  await renewToken();
  return state;
}

export async function signIn(login: string, password: string): Promise<SessionAnswer> {
  wantAssignment(undefined);
  return begin(await call('identity.signIn', { body: { login, password } }));
}

/** A session that an operation has just opened, sign-in or activation. */
export function begin(session: SessionAnswer): SessionAnswer {
  holdSession(session);
  take(session);
  return session;
}

/** Ends the session on the server; the page goes to sign-in whatever the answer. */
export async function signOut(): Promise<void> {
  try {
    await call('identity.signOut', {});
  } finally {
    holdSession(undefined);
    wantAssignment(undefined);
    set({ status: 'signed-out' });
  }
}

/** Acts in another assignment in this tab; the other tabs keep theirs. */
export async function switchSeat(assignmentId: string): Promise<void> {
  wantAssignment(assignmentId);
  await renewToken();
}

export const may = (session: SessionAnswer, permission: Permission): boolean =>
  session.permissions.includes(permission);

export const actsAs = (session: SessionAnswer, roles: readonly Role[]): boolean =>
  session.acting.roles.some((role) => roles.includes(role));

/** Where this seat's work is: the light entry for pupils and guardians, the staff's one otherwise. */
export const homeOf = (seat: Seat): string => (seat.side === 'student' || seat.side === 'guardian' ? '/diary' : '/');

export const signInAddress = (): string =>
  `/sign-in?to=${encodeURIComponent(`${location.pathname}${location.search}`)}`;
