import { topicConfig } from '@parta/chassis/events/topic-config';
import { everyTopic, PARTITIONS } from '@parta/contracts/kernel/topics';
import { observabilityFiles } from '@parta/observability/observability-files';
import { streamReaders } from './stream-readers.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Path → text of what the charts hold of other folders, for a chart reads nothing outside itself: `npm run generate`
 * writes it, `npm test` holds it to what is committed.
 */
export function helmFiles(): Record<string, string> {
  const topics = everyTopic.map((topic) => ({
    name: topic.name,
    partitions: PARTITIONS,
    config: topicConfig(topic),
  }));
  const ofObservability = Object.entries(observabilityFiles()).map(([path, text]) => [inChart(path), text]);
  return {
    ...(Object.fromEntries(ofObservability) as Record<string, string>),
    'infra/helm/region-servers/files/topics.json': json(topics),
    'infra/helm/region-servers/files/stream-readers.json': json(streamReaders),
  };
}

const inChart = (path: string): string =>
  path
    .replace('infra/observability/prometheus/', 'infra/helm/parta/files/')
    .replace('infra/observability/grafana/', 'infra/helm/parta/files/boards/');
