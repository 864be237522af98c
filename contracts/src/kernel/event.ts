import type { z } from 'zod';
import type { TopicName } from './topics.ts';

/**
 * One version of one event, as data. `of` is the only way to make one, so that a wrong payload does not compile.
 * State events carry the whole aggregate, change events what one save changed. [domain §4]
 */
export interface EventVersion<Data extends z.ZodType = z.ZodType> {
  readonly kind: 'state' | 'change';
  readonly type: `${string}.v${number}`;
  readonly topic: TopicName;
  readonly summary: string;
  readonly data: Data;
  of(subject: Subject, data: z.input<Data>): OutgoingEvent;
}

/** Whom the event is about. */
export interface Subject {
  readonly institutionId: string;
  /** Decides the partition: facts that need an order share one. */
  readonly root: string;
  /** What compaction keeps; the aggregate's id. */
  readonly key: string;
  /** The aggregate's version or seq: grows with every event of the key. */
  readonly version: number;
}

export interface OutgoingEvent {
  readonly type: string;
  readonly topic: TopicName;
  readonly subject: Subject;
  /** `null` is a tombstone: consumers drop the data and remember that it was erased. */
  readonly data: unknown;
}

interface Described<Data extends z.ZodType> {
  readonly topic: TopicName;
  readonly summary: string;
  readonly data: Data;
}

function version<Data extends z.ZodType>(
  kind: 'state' | 'change',
  type: EventVersion['type'],
  { topic, summary, data }: Described<Data>,
): EventVersion<Data> {
  return {
    kind,
    type,
    topic,
    summary,
    data,
    of: (subject, value) => ({ type, topic, subject, data: data.parse(value) }),
  };
}

export const stateEvent = <Data extends z.ZodType>(
  type: EventVersion['type'],
  described: Described<Data>,
): EventVersion<Data> => version('state', type, described);

export const changeEvent = <Data extends z.ZodType>(
  type: EventVersion['type'],
  described: Described<Data>,
): EventVersion<Data> => version('change', type, described);

/** The aggregate is gone for good: personal data leaves every copy. */
export const tombstone = (event: EventVersion, subject: Subject): OutgoingEvent => ({
  type: event.type,
  topic: event.topic,
  subject,
  data: null,
});
