import { formatTraceparent, parseTraceparent } from '../tracing/traceparent.ts';
import { type OpenSpan, openSpanAt } from '../tracing/span.ts';
import { type SealedEvent, toMessage } from './envelope.ts';
import type { Message, MessageBroker } from './message-broker.ts';

/**
 * Publishes events, each as a part of the trace in which it was committed: the wait in the outbox lies between the transaction's span
 * and this one, and consumers continue from here.
 */
export async function publishTraced(
  broker: Pick<MessageBroker, 'publish'>,
  events: readonly SealedEvent[],
): Promise<void> {
  const spans: OpenSpan[] = [];
  const messages = events.map((event): Message => {
    const span = event.traceparent === undefined ? undefined : openProducerSpan(event);
    if (!span) return toMessage(event);
    spans.push(span);
    return toMessage({ ...event, traceparent: formatTraceparent(span.place) });
  });
  try {
    await broker.publish(messages);
  } catch (error) {
    for (const span of spans) span.fail(error);
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

const openProducerSpan = ({ id, type, topic, traceparent, correlationId }: SealedEvent): OpenSpan | undefined =>
  openSpanAt(parseTraceparent(traceparent), {
    name: `publish ${type}`,
    kind: 'producer',
    facts: {
      'messaging.system': 'kafka',
      'messaging.operation.name': 'publish',
      'messaging.destination.name': topic,
      'messaging.message.id': id,
      'parta.correlation_id': correlationId,
    },
  });
