import type { TopicDescription } from './message-broker.ts';

const DAY_MS = 86_400_000;

/** Compaction runs within 7 days, so that an erased person leaves the log; tombstones stay 30 days for who was away. [domain §8] */
export function topicConfig({ cleanup, retentionMs }: TopicDescription): Record<string, string | number> {
  if (cleanup === 'delete') return { 'cleanup.policy': 'delete', 'retention.ms': retentionMs ?? 14 * DAY_MS };
  return {
    'cleanup.policy': 'compact',
    'delete.retention.ms': 30 * DAY_MS,
    'min.compaction.lag.ms': 0,
    'max.compaction.lag.ms': 7 * DAY_MS,
  };
}
