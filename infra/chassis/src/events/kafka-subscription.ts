import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { BrokerSubscription, ReceivedMessage } from './message-broker.ts';
import { type NextOffset, OffsetCommits } from './offset-commits.ts';

interface RawMessage {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}

interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly RawMessage[];
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
  commit(offsets: readonly NextOffset[]): Promise<void>;
}

/** What a member tells between its batches. */
export interface MemberEvents {
  readonly alive: () => void;
  /** A new generation of the group begins: partitions were shared out anew. */
  readonly joined: () => void;
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
const STOP_PATIENCE_MS = 2000;

const patience = (): Promise<void> => delay(STOP_PATIENCE_MS, undefined, { ref: false });

/** Joins a group in the background and stays in it until stopped. */
export class KafkaSubscription {
  readonly #subscription: BrokerSubscription;
  readonly #surroundings: Surroundings;
  readonly #stopping = new AbortController();
  readonly #joined: Promise<void>;
  #lastSign = Date.now();
  #member: GroupMember | undefined;
  #commits: OffsetCommits | undefined;

  constructor(subscription: BrokerSubscription, surroundings: Surroundings) {
    this.#subscription = subscription;
    this.#surroundings = surroundings;
    this.#joined = this.#joinUntilStopped();
  }

  healthy(): boolean {
    return Date.now() - this.#lastSign < this.#surroundings.sessionTimeoutMs * 3;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    // A broker that is away is not waited for: what was not committed comes again and is known.
    await Promise.race([this.#commits?.flush(), patience()]);
    await this.#member?.disconnect().catch(() => undefined);
    this.#commits?.abandon();
    // A member that is still looking for its broker notices later; nobody has to wait for that.
    await Promise.race([this.#joined, patience()]);
  }

  async #joinUntilStopped(): Promise<void> {
    const { log } = this.#surroundings;
    const { group } = this.#subscription;
    for (let attempt = 0; !this.#stopping.signal.aborted; attempt++) {
      try {
        return await this.#join();
      } catch (error) {
        if (attempt === 0) log.warn({ err: error, group }, 'a consumer cannot join and tries again');
        await this.#member?.disconnect().catch(() => undefined);
        await this.#pause(attempt);
      }
    }
  }

  async #join(): Promise<void> {
    const { log, onCrash, open } = this.#surroundings;
    const member: GroupMember = open({
      alive: () => {
        this.#lastSign = Date.now();
      },
      joined: () => {
        this.#commits?.abandon();
        this.#commits = new OffsetCommits((offsets) => member.commit(offsets));
      },
      mayRestart: () => !this.#stopping.signal.aborted,
      crashed: (error) => {
        if (this.#stopping.signal.aborted) return;
        log.error({ err: error, group: this.#subscription.group }, 'a consumer ended for good');
        onCrash(error);
      },
    });
    this.#member = member;
    await member.connect();
    await member.run((payload) => this.#consume(payload));
    // Stopped while joining: the disconnect of `stop` may have come too early.
    if (this.#stopping.signal.aborted) await member.disconnect();
  }

  async #consume(payload: BatchPayload): Promise<void> {
    const over = (): boolean => this.#stopping.signal.aborted || !payload.isRunning() || payload.isStale();
    const { topic, partition, messages } = payload.batch;
    // a message that passes after the partitions were shared out anew is not ours to commit
    const commits = this.#commits;
    for (const raw of messages) {
      const message = readMessage(raw, { topic: topic.slice(this.#surroundings.topicPrefix.length), partition });
      const passed = await withHeartbeat(
        () => payload.heartbeat(),
        () => this.#handleUntilPassed(message, over),
      );
      if (!passed) break;
      payload.resolveOffset(raw.offset);
      commits?.add({ topic, partition, offset: String(BigInt(raw.offset) + 1n) });
    }
    if (over()) await commits?.flush();
  }

  /** False when the partition was taken away or the service stops before the message has passed. */
  async #handleUntilPassed(message: ReceivedMessage, over: () => boolean): Promise<boolean> {
    for (let attempt = 0; !over(); attempt++) {
      try {
        await this.#subscription.handle(message);
        return true;
      } catch (error) {
        const { topic, partition, offset } = message;
        if (attempt === 0)
          this.#surroundings.log.warn({ err: error, topic, partition, offset }, 'a message has to wait');
        await this.#pause(attempt);
      }
    }
    return false;
  }

  #pause(attempt: number): Promise<void> {
    const ms = Math.min(SHORTEST_BACKOFF_MS * 2 ** attempt, LONGEST_BACKOFF_MS);
    return delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

function readMessage(raw: RawMessage, place: { topic: string; partition: number }): ReceivedMessage {
  const headers = Object.entries(raw.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  return {
    ...place,
    offset: raw.offset,
    key: raw.key?.toString() ?? '',
    value: raw.value?.toString() ?? null,
    headers: Object.fromEntries(headers),
  };
}

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
