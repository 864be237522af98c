import type { LiveEvent } from './inbox-state.ts';

export interface Channel {
  tell(event: LiveEvent): void;
  close(): void;
}

/** Says to the user's other tabs what this one has heard; says nothing where browsers lack BroadcastChannel. */
export function openChannel(userId: string, heard: (event: LiveEvent) => void): Channel {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`parta.live.${userId}`);
  channel.onmessage = (message: MessageEvent<LiveEvent>) => heard(message.data);
  return { tell: (event) => channel.postMessage(event), close: () => channel.close() };
}

/**
 * Runs the work in one tab of the browser at a time: the next one takes over when it closes.
 * Without Web Locks (plain http) every tab works for itself.
 */
export function leadAlone(userId: string, ended: AbortSignal, work: () => Promise<void>): void {
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (!locks) {
    void work();
    return;
  }
  // an abort while waiting for the turn is how a follower leaves
  locks.request(`parta.live.${userId}`, { signal: ended }, work).catch(() => undefined);
}
