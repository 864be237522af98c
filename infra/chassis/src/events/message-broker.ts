/** One message on its way out. Topic names here carry no prefix: that is the broker's own affair. */
export interface Message {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  /** `null` is a tombstone. */
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ReceivedMessage extends Message {
  readonly offset: string;
}

export interface BrokerSubscription {
  readonly group: string;
  readonly topics: readonly string[];
  /** One message of a partition after the other. Throwing leaves it unconsumed; it is handed over again after a backoff. */
  readonly handle: (message: ReceivedMessage) => Promise<void>;
  /** Partitions that are worked on side by side; 4 unless told. */
  readonly concurrency?: number;
  /** How long the broker may hold back an empty answer; a second unless told; it delays no message. */
  readonly maxWaitMs?: number;
}

export interface TopicDescription {
  readonly name: string;
  readonly cleanup: 'compact' | 'delete';
  readonly retentionMs: number | undefined;
}

/** What the services know of a broker: at-least-once delivery, in order within a partition. */
export interface MessageBroker {
  /** Resolves when every replica in sync has the messages. */
  publish(messages: readonly Message[]): Promise<void>;
  /** Joins in the background: a broker that is away is no reason not to start. */
  subscribe(subscription: BrokerSubscription): { stop(): Promise<void> };
  createTopics(topics: readonly TopicDescription[], partitions: number): Promise<void>;
  /** Messages that the group has not consumed yet. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  /**
   * Sets the group back to the messages of a moment, e.g. when its memory was restored from a backup. Nobody may be in the group.
   * @throws Error while the group has members
   */
  rewind(group: string, topics: readonly string[], to: Date): Promise<void>;
  healthy(): boolean;
  close(): Promise<void>;
}
