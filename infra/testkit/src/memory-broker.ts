import { setTimeout as delay } from 'node:timers/promises';
import type {
  BrokerSubscription,
  Message,
  MessageBroker,
  ReceivedMessage,
  TopicDescription,
} from '@parta/chassis/events/message-broker';

interface Group {
  readonly offsets: Map<string, number>;
  readonly members: BrokerSubscription[];
  readonly busy: Set<string>;
}

const RETRY_MS = 20;

/** A broker in this process, for tests that are not about Kafka. Passes the suite that the real one passes. */
export const memoryBroker = (): MessageBroker => new MemoryBroker();

class MemoryBroker implements MessageBroker {
  /** By topic, then by partition. */
  readonly #topics = new Map<string, ReceivedMessage[][]>();
  readonly #groups = new Map<string, Group>();
  readonly #working = new Set<Promise<void>>();
  #closed = false;

  async createTopics(descriptions: readonly TopicDescription[], partitions: number): Promise<void> {
    for (const { name } of descriptions) {
      if (!this.#topics.has(name)) {
        this.#topics.set(
          name,
          Array.from({ length: partitions }, () => []),
        );
      }
    }
    return Promise.resolve();
  }

  async publish(messages: readonly Message[]): Promise<void> {
    await Promise.resolve();
    if (this.#closed) throw new Error('the broker is closed');
    for (const message of messages) {
      const partition = this.#topics.get(message.topic)?.[message.partition];
      if (!partition) throw new Error(`${message.topic} has no partition ${message.partition}`);
      partition.push({ ...message, offset: String(partition.length) });
    }
    queueMicrotask(() => this.#pump());
  }

  subscribe(subscription: BrokerSubscription): { stop(): Promise<void> } {
    const { members } = this.#groupOf(subscription.group);
    members.push(subscription);
    queueMicrotask(() => this.#pump());
    return {
      stop: async () => {
        const index = members.indexOf(subscription);
        if (index >= 0) members.splice(index, 1);
        if (members.length === 0) await Promise.all(this.#working);
      },
    };
  }

  async lag(group: string, names: readonly string[]): Promise<number> {
    const { offsets } = this.#groupOf(group);
    const places = names.flatMap((name) =>
      (this.#topics.get(name) ?? []).map(({ length }, at) => ({ length, place: `${name}/${at}` })),
    );
    return Promise.resolve(places.reduce((sum, { length, place }) => sum + length - (offsets.get(place) ?? 0), 0));
  }

  async rewind(group: string, names: readonly string[], to: Date): Promise<void> {
    const { members, offsets } = this.#groupOf(group);
    if (members.length > 0) throw new Error(`${group} still has members`);
    for (const name of names) {
      for (const [partition, messages] of (this.#topics.get(name) ?? []).entries()) {
        const first = messages.findIndex(({ headers }) => Date.parse(headers['ce_time'] ?? '') >= to.getTime());
        offsets.set(`${name}/${partition}`, first < 0 ? messages.length : first);
      }
    }
    return Promise.resolve();
  }

  healthy(): boolean {
    return !this.#closed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#working);
  }

  #groupOf(name: string): Group {
    const group = this.#groups.get(name) ?? { offsets: new Map(), members: [], busy: new Set() };
    this.#groups.set(name, group);
    return group;
  }

  #pump(): void {
    for (const group of this.#groups.values()) {
      for (const topic of new Set(group.members.flatMap((member) => member.topics))) {
        for (const partition of (this.#topics.get(topic) ?? []).keys()) this.#start(group, topic, partition);
      }
    }
  }

  #start(group: Group, topic: string, partition: number): void {
    const place = `${topic}/${partition}`;
    if (group.busy.has(place)) return;
    group.busy.add(place);
    const work = this.#consume(group, topic, partition).finally(() => this.#working.delete(work));
    this.#working.add(work);
  }

  /** Serial within a partition; a member that refuses gets the message again, or its successor does. */
  async #consume(group: Group, topic: string, partition: number): Promise<void> {
    const place = `${topic}/${partition}`;
    for (;;) {
      const readers = group.members.filter((member) => member.topics.includes(topic));
      const reader = readers[partition % Math.max(1, readers.length)];
      const offset = group.offsets.get(place) ?? 0;
      const message = this.#topics.get(topic)?.[partition]?.[offset];
      if (this.#closed || !reader || !message) break;
      try {
        await reader.handle(message);
        group.offsets.set(place, offset + 1);
      } catch {
        await delay(RETRY_MS);
      }
    }
    // In the same step as the look above: a message that comes now finds the place free.
    group.busy.delete(place);
  }
}
