import { z } from 'zod';
import { partitionOf } from './partition.ts';
import type { Message } from './message-broker.ts';

/** What travels in the headers, so that a tombstone too carries it. CloudEvents 1.0, binary mode. [DESIGN §6] */
const Headers = z.object({
  ce_specversion: z.literal('1.0'),
  ce_id: z.uuid(),
  ce_type: z.string().min(1),
  ce_source: z.string(),
  ce_time: z.iso.datetime(),
  ce_institution: z.guid(),
  ce_root: z.string(),
  ce_epoch: z.coerce.number().int().positive(),
  ce_aggregateversion: z.coerce.number().int(),
  ce_correlationid: z.string(),
  traceparent: z.string().optional(),
});

export interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly institutionId: string;
  readonly root: string;
  readonly key: string;
  readonly epoch: number;
  readonly version: number;
  readonly at: Date;
  readonly correlationId: string;
  /** Where its trace goes on; only there when the action is recorded. */
  readonly traceparent?: string | undefined;
}

/** An event with its payload as JSON text; `null` is a tombstone. */
export interface SealedEvent extends Envelope {
  readonly topic: string;
  readonly payload: string | null;
}

export function toMessage(event: SealedEvent): Message {
  return {
    topic: event.topic,
    partition: partitionOf(event.root),
    key: event.key,
    value: event.payload,
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: `/parta/${event.type.split('.')[0]}`,
      ce_time: event.at.toISOString(),
      'content-type': 'application/json',
      ce_institution: event.institutionId,
      ce_root: event.root,
      ce_epoch: String(event.epoch),
      ce_aggregateversion: String(event.version),
      ce_correlationid: event.correlationId,
      ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
    },
  };
}

/** The envelope of a message; undefined when its headers are not ours. */
export function readEnvelope({ key, headers }: Pick<Message, 'key' | 'headers'>): Envelope | undefined {
  const { success, data } = Headers.safeParse(headers);
  if (!success) return undefined;
  return {
    id: data.ce_id,
    type: data.ce_type,
    institutionId: data.ce_institution,
    root: data.ce_root,
    key,
    epoch: data.ce_epoch,
    version: data.ce_aggregateversion,
    at: new Date(data.ce_time),
    correlationId: data.ce_correlationid,
    traceparent: data.traceparent,
  };
}
