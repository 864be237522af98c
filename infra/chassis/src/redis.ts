import { createClient } from 'redis';
import type { Log } from './log.ts';

type Listener = (message: string) => void;

/**
 * What the platform asks of Redis. Everything here may fail without harm: Redis hastens, it never decides.
 * Pushes that find no Redis are lost; whoever needs them polls besides.
 */
export interface RedisPort {
  /** Whether Redis answered just now; false = degraded. */
  readonly up: () => boolean;
  publish(channel: string, message: string): void;
  subscribe(channel: string, listener: Listener): void;
  /** The raw client, for libraries that bring their own protocol; commands fail fast while Redis is away. */
  readonly client: RedisClient;
  close(): Promise<void>;
}

export type RedisClient = ReturnType<typeof connect>;

const connect = (url: string) =>
  createClient({
    url,
    // while Redis is away commands fail at once instead of waiting in memory
    disableOfflineQueue: true,
    commandOptions: { timeout: 1000 },
    socket: { connectTimeout: 1000, reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 6), 2000) },
  });

/** Connects without waiting: a service starts, and works, with Redis away. */
export function connectRedis(url: string, log: Log): RedisPort {
  const client = connect(url);
  const listener = client.duplicate();
  let complained = false;
  client.on('ready', () => (complained = false));
  for (const each of [client, listener]) {
    each.on('error', (error: Error) => {
      if (!complained) log.warn({ reason: error.message }, 'redis is away');
      complained = true;
    });
    void each.connect().catch(() => undefined);
  }

  const listeners = new Map<string, Listener[]>();
  const subscribeAll = (channel: string): void => {
    void listener
      .subscribe(channel, (message) => listeners.get(channel)?.forEach((each) => each(message)))
      .catch(() => undefined);
  };
  // the client resubscribes by itself after a reconnect, but only to what was subscribed while it was connected
  listener.on('ready', () => {
    for (const channel of listeners.keys()) if (!subscribed.has(channel)) subscribeAll(channel);
    for (const channel of listeners.keys()) subscribed.add(channel);
  });
  const subscribed = new Set<string>();

  return {
    up: () => client.isReady,
    publish: (channel, message) => void client.publish(channel, message).catch(() => undefined),
    subscribe: (channel, handle) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), handle]);
      if (listener.isReady && !subscribed.has(channel)) {
        subscribed.add(channel);
        subscribeAll(channel);
      }
    },
    client,
    close: async () => {
      await Promise.all([client, listener].map(end));
    },
  };
}

async function end(client: RedisClient): Promise<void> {
  if (client.isOpen) await client.close().catch(() => client.destroy());
}
