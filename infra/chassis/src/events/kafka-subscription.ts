import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { BrokerSubscription, ReceivedMessage } from './message-broker.ts';

interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly {
    readonly offset: string;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers?: Readonly<Record<string, unknown>>;
  }[];
}

/** One fetch of one partition, as the library hands it over. */
interface BatchPayload {
  readonly batch: Batch;
  isRunning(): boolean;
  isStale(): boolean;
  heartbeat(): Promise<void>;
  resolveOffset(offset: string): void;
}

/** A member of a group; `broker.ts` makes it of the library's consumer. */
export interface GroupMember {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  run(eachBatch: (payload: BatchPayload) => Promise<void>): Promise<void>;
  commit(topic: string, partition: number, nextOffset: string): Promise<void>;
}

/** What a member tells between its batches. */
export interface MemberEvents {
  readonly alive: () => void;
  readonly crashed: (error: Error) => void;
  readonly mayRestart: () => boolean;
}

interface Surroundings {
  readonly topicPrefix: string;
  readonly sessionTimeoutMs: number;
  readonly log: Log;
  readonly onCrash: (error: Error) => void;
  readonly open: (events: MemberEvents) => GroupMember;
}

const SHORTEST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5000;
/** Messages between two commits of the offset. */
const COMMIT_EVERY = 100;

/** Joins a group in the background and stays in it until stopped. */
export function subscribeToKafka(subscription: BrokerSubscription, surroundings: Surroundings) {
  const { topicPrefix, sessionTimeoutMs, log, onCrash, open } = surroundings;
  const stopping = new AbortController();
  let lastSign = Date.now();
  let member: GroupMember | undefined;

  async function join(): Promise<void> {
    const joining = open({
      alive: () => void (lastSign = Date.now()),
      mayRestart: () => !stopping.signal.aborted,
      crashed(error) {
        if (stopping.signal.aborted) return;
        log.error({ err: error, group: subscription.group }, 'a consumer ended for good');
        onCrash(error);
      },
    });
    member = joining;
    await joining.connect();
    await joining.run((payload) => consume(payload, joining));
  }

  async function joinUntilStopped(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      try {
        return await join();
      } catch (error) {
        if (attempt === 0)
          log.warn({ err: error, group: subscription.group }, 'a consumer cannot join and tries again');
        await member?.disconnect().catch(() => undefined);
        await pause(backoff(attempt));
      }
    }
  }

  const pause = (ms: number): Promise<void> => delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  async function consume(payload: BatchPayload, own: GroupMember): Promise<void> {
    const over = (): boolean => stopping.signal.aborted || !payload.isRunning() || payload.isStale();
    const { topic: wireTopic, partition, messages } = payload.batch;
    let handled: string | undefined;
    const commit = async (): Promise<void> => {
      if (handled === undefined) return;
      await own.commit(wireTopic, partition, String(BigInt(handled) + 1n));
      handled = undefined;
    };
    for (const [index, raw] of messages.entries()) {
      const message: ReceivedMessage = {
        topic: wireTopic.slice(topicPrefix.length),
        partition,
        offset: raw.offset,
        key: raw.key?.toString() ?? '',
        value: raw.value?.toString() ?? null,
        headers: Object.fromEntries(Object.entries(raw.headers ?? {}).map(([name, value]) => [name, String(value)])),
      };
      const passed = await withHeartbeat(
        () => payload.heartbeat(),
        () => handleUntilPassed(message, over),
      );
      if (!passed) break;
      handled = raw.offset;
      payload.resolveOffset(raw.offset);
      if ((index + 1) % COMMIT_EVERY === 0) await commit();
    }
    await commit();
  }

  /** False when the partition was taken away or the service stops before the message has passed. */
  async function handleUntilPassed(message: ReceivedMessage, over: () => boolean): Promise<boolean> {
    for (let attempt = 0; !over(); attempt++) {
      try {
        await subscription.handle(message);
        return true;
      } catch (error) {
        const { topic, partition, offset } = message;
        if (attempt === 0) log.warn({ err: error, topic, partition, offset }, 'a message has to wait');
        await pause(backoff(attempt));
      }
    }
    return false;
  }

  const joined = joinUntilStopped();
  return {
    healthy: () => Date.now() - lastSign < sessionTimeoutMs * 3,
    async stop() {
      stopping.abort();
      await member?.disconnect().catch(() => undefined);
      await joined;
    },
  };
}

const backoff = (attempt: number): number => Math.min(SHORTEST_BACKOFF_MS * 2 ** attempt, LONGEST_BACKOFF_MS);

/** Keeps the membership while a message waits for its database. A refused heartbeat means that the group goes on without us. */
async function withHeartbeat<T>(heartbeat: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let refused: { readonly error: unknown } | undefined;
  const pulse = setInterval(() => {
    heartbeat().catch((error: unknown) => {
      refused = { error };
    });
  }, 1000);
  try {
    const result = await work();
    if (refused) throw refused.error;
    await heartbeat();
    return result;
  } finally {
    clearInterval(pulse);
  }
}
