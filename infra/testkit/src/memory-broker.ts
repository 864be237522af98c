import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerSubscription, MessageBroker, ReceivedMessage } from '@parta/chassis/events/message-broker';

interface Group {
  readonly offsets: Map<string, number>;
  readonly members: BrokerSubscription[];
  readonly busy: Set<string>;
}

const RETRY_MS = 20;

/** A broker in this process, for tests that are not about Kafka. Passes the suite that the real one passes. */
export function memoryBroker(): MessageBroker {
  /** By topic, then by partition. */
  const topics = new Map<string, ReceivedMessage[][]>();
  const groups = new Map<string, Group>();
  const working = new Set<Promise<void>>();
  let closed = false;

  const groupOf = (name: string): Group => {
    const group = groups.get(name) ?? { offsets: new Map(), members: [], busy: new Set() };
    groups.set(name, group);
    return group;
  };

  function pump(): void {
    for (const group of groups.values()) {
      for (const topic of new Set(group.members.flatMap((member) => member.topics))) {
        for (const partition of (topics.get(topic) ?? []).keys()) start(group, topic, partition);
      }
    }
  }

  function start(group: Group, topic: string, partition: number): void {
    const place = `${topic}/${partition}`;
    if (group.busy.has(place)) return;
    group.busy.add(place);
    const work = consume(group, topic, partition).finally(() => {
      group.busy.delete(place);
      working.delete(work);
    });
    working.add(work);
  }

  /** Serial within a partition; a member that refuses gets the message again, or its successor does. */
  async function consume(group: Group, topic: string, partition: number): Promise<void> {
    const place = `${topic}/${partition}`;
    while (!closed) {
      const readers = group.members.filter((member) => member.topics.includes(topic));
      const reader = readers[partition % Math.max(1, readers.length)];
      const offset = group.offsets.get(place) ?? 0;
      const message = topics.get(topic)?.[partition]?.[offset];
      if (!reader || !message) return;
      try {
        await reader.handle(message);
        group.offsets.set(place, offset + 1);
      } catch {
        await delay(RETRY_MS);
      }
    }
  }

  return {
    async publish(messages) {
      await Promise.resolve();
      if (closed) throw new Error('the broker is closed');
      for (const message of messages) {
        const partition = topics.get(message.topic)?.[message.partition];
        if (!partition) throw new Error(`${message.topic} has no partition ${message.partition}`);
        partition.push({ ...message, offset: String(partition.length) });
      }
      queueMicrotask(pump);
    },
    subscribe(subscription) {
      const { members } = groupOf(subscription.group);
      members.push(subscription);
      queueMicrotask(pump);
      return {
        async stop() {
          const index = members.indexOf(subscription);
          if (index >= 0) members.splice(index, 1);
          if (members.length === 0) await Promise.all(working);
        },
      };
    },
    async createTopics(descriptions, partitions) {
      for (const { name } of descriptions) {
        if (!topics.has(name))
          topics.set(
            name,
            Array.from({ length: partitions }, () => []),
          );
      }
    },
    async lag(name, names) {
      const { offsets } = groupOf(name);
      const behind = (topic: string): number =>
        (topics.get(topic) ?? []).reduce(
          (sum, { length }, at) => sum + length - (offsets.get(`${topic}/${at}`) ?? 0),
          0,
        );
      return names.reduce((sum, topic) => sum + behind(topic), 0);
    },
    healthy: () => !closed,
    async close() {
      closed = true;
      await Promise.all(working);
    },
  };
}
