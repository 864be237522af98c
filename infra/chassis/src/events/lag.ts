import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 10_000;
const RETRY_MS = 100;

/** What the counting needs of the library's admin client. */
interface OffsetReader {
  fetchOffsets(query: {
    groupId: string;
    topics: string[];
  }): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
  fetchTopicOffsets(topic: string): Promise<{ partition: number; low: string; high: string }[]>;
}

/** Messages of the topics that the group has not committed; a partition never committed counts from its beginning. */
export async function totalLag(admin: OffsetReader, group: string, topics: readonly string[]): Promise<number> {
  const committed = await retried(() => admin.fetchOffsets({ groupId: group, topics: [...topics] }));
  const lags = await Promise.all(
    topics.map(async (topic) => {
      const known = committed.find((offsets) => offsets.topic === topic)?.partitions ?? [];
      const offsets = new Map(known.map(({ partition, offset }) => [partition, Number(offset)]));
      const ends = await retried(() => admin.fetchTopicOffsets(topic));
      return ends.reduce((sum, { partition, low, high }) => {
        return sum + Number(high) - Math.max(Number(low), offsets.get(partition) ?? -1);
      }, 0);
    }),
  );
  return lags.reduce((sum, lag) => sum + lag, 0);
}

/** A group that is new or moves has no coordinator for a moment, a new partition no leader; the library says so instead of waiting. */
async function retried<T>(ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const passing = error instanceof Error && 'retriable' in error && error.retriable === true;
      if (!passing || Date.now() > until) throw error;
      await delay(RETRY_MS);
    }
  }
}
