import type { RedisPort } from '@parta/chassis/redis';
import { recordedTraceparent } from '@parta/chassis/tracing/span';

const CHANNEL = 'notifications.inbox';
/** Without Redis the streams look for themselves. [DESIGN §9] */
const POLL_MS = 2000;
/** A push may be lost while Redis comes back. */
const SAFETY_MS = 15_000;

/** Told of the trace that made the inbox grow, if one is recorded. */
type Listener = (traceparent: string | undefined) => void;

/** Tells whoever holds a user's stream, on whatever replica, that the inbox has grown. The text is only users' ids and a trace's. */
export interface Nudges {
  /** To be called after the commit: before it nobody would find anything. */
  now(userIds: readonly string[]): void;
  listen(userId: string, listener: Listener): () => void;
  stop(): void;
}

export function buildNudges(redis: RedisPort): Nudges {
  const listeners = new Map<string, Set<Listener>>();
  const wake = (userId: string, traceparent?: string): void =>
    listeners.get(userId)?.forEach((listener) => listener(traceparent));
  const wakeAll = (): void => {
    for (const userId of listeners.keys()) wake(userId);
  };
  redis.subscribe(CHANNEL, (text) => {
    const words = text.split(',');
    // a word that is nobody's id; a replica of the version before wakes nobody by it
    const traceparent = words.find((word) => word.startsWith('00-'));
    for (const word of words) wake(word, traceparent);
  });
  const polling = setInterval(() => redis.up() || wakeAll(), POLL_MS);
  const safety = setInterval(wakeAll, SAFETY_MS);
  for (const timer of [polling, safety]) timer.unref();
  return {
    now: (userIds) => {
      const traceparent = recordedTraceparent();
      if (userIds.length > 0)
        redis.publish(CHANNEL, [...userIds, ...(traceparent === undefined ? [] : [traceparent])].join(','));
    },
    listen: (userId, listener) => {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(userId);
      };
    },
    stop: () => [polling, safety].forEach((timer) => clearInterval(timer)),
  };
}
