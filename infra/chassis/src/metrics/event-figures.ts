import type { Consumer, ConsumerFigures } from '../events/consumer.ts';
import type { MessageBroker } from '../events/message-broker.ts';
import type { Metrics } from '../metrics.ts';
import { sampled } from './sampled.ts';

const DELIVERY_BUCKETS = [0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export const relayFigures = (metrics: Metrics): { published(count: number): void } => {
  const published = metrics.counter('relay_published_total', 'Events that this replica put on the wire');
  return { published: (count) => published.inc(count) };
};

/** What became of each message, and how long it took from the commit at its owner to the commit here. */
export function consumerFigures(metrics: Metrics): ConsumerFigures {
  const handled = metrics.counter('events_handled_total', 'Messages by what became of them', ['topic', 'outcome']);
  const delivery = metrics.histogram(
    'event_delivery_seconds',
    "From the owner's commit to the effect here",
    DELIVERY_BUCKETS,
    ['topic'],
  );
  return {
    handled: (topic, outcome, publishedAt) => {
      handled.inc({ topic, outcome });
      if (outcome === 'done' && publishedAt)
        delivery.observe({ topic }, Math.max(0, Date.now() - publishedAt.getTime()) / 1000);
    },
  };
}

/** Every replica tells the lag of its whole group: whoever reads it takes the maximum, not the sum. */
export function tellLag(metrics: Metrics, broker: MessageBroker, consumers: readonly Consumer[]): void {
  if (consumers.length === 0) return;
  const lags = sampled(() =>
    Promise.all(
      consumers.flatMap(({ group, topics }) =>
        topics.map(async (topic) => ({ labels: { group, topic }, value: await broker.lag(group, [topic]) })),
      ),
    ),
  );
  metrics.gauge('consumer_lag', 'Messages that the group has not handled yet', lags, ['group', 'topic']);
}
