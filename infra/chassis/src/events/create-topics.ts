import { setTimeout as delay } from 'node:timers/promises';
import type { TopicDescription } from './message-broker.ts';
import { topicConfig } from './topic-config.ts';

const PATIENCE_MS = 120_000;
const POLL_MS = 100;
/** What brokers answer of a topic that has just been made. */
const notYet = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE']);

interface TopicConfig {
  readonly topic: string;
  readonly numPartitions?: number;
  readonly replicationFactor?: number;
  readonly configEntries: { name: string; value: string }[];
}

/** What is needed of the library's admin. */
export interface TopicAdmin {
  listTopics(): Promise<string[]>;
  createTopics(options: { waitForLeaders: boolean; topics: TopicConfig[] }): Promise<boolean>;
  fetchTopicOffsets(topic: string): Promise<unknown>;
}

interface Wanted {
  readonly wire: (topic: string) => string;
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** Creates those of the topics that are not there; afterwards each of them can be written. */
export async function createMissing(
  admin: TopicAdmin,
  topics: readonly TopicDescription[],
  { wire, partitions, replicationFactor }: Wanted,
): Promise<void> {
  // Asking first: for a topic that exists kafkajs logs an error. Who loses a race gets `false`, which is as good.
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !existing.has(wire(name)));
  if (missing.length === 0) return;
  await createTopics(
    admin,
    missing.map((topic) => ({
      topic: wire(topic.name),
      numPartitions: partitions,
      replicationFactor,
      configEntries: Object.entries(topicConfig(topic)).map(([name, value]) => ({ name, value: String(value) })),
    })),
  );
}

/** Until every partition's leader serves it, whoever made it. The library's own waiting ends at a broker that has not heard of the topic yet. */
export async function createTopics(admin: TopicAdmin, topics: readonly TopicConfig[]): Promise<void> {
  await admin.createTopics({ waitForLeaders: false, topics: [...topics] });
  const patience = AbortSignal.timeout(PATIENCE_MS);
  for (const { topic } of topics) {
    while (!(await isServed(admin, topic, patience))) await delay(POLL_MS);
  }
}

async function isServed(admin: TopicAdmin, topic: string, patience: AbortSignal): Promise<boolean> {
  try {
    // a question that the leader of each partition answers by itself
    await admin.fetchTopicOffsets(topic);
    return true;
  } catch (error) {
    if (!isNotYet(error) || patience.aborted) throw error;
    return false;
  }
}

/** The library tells it as it came, or as the cause of having tried for too long. */
function isNotYet(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('type' in error && notYet.has(String(error.type))) || isNotYet(error.cause);
}
