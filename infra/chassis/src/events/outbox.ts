import type { Knex } from 'knex';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { currentCorrelationId } from '../context.ts';
import { pipeline, type Statement } from '../db/pipeline.ts';
import { virtualPartitionOf } from './partition.ts';

interface OutboxContext {
  /** A change event that is published again from history keeps its id. */
  readonly id?: string;
  readonly correlationId?: string;
}

/**
 * Puts an event into the transaction that makes the change; the relay publishes it once that commits.
 * Comes after the aggregate's lock, so that the outbox's order is the order of commits.
 */
export function addToOutbox({ type, topic, subject, data }: OutgoingEvent, context: OutboxContext = {}): Statement {
  const { institutionId, root, key, version } = subject;
  return {
    name: 'outbox.add',
    text: `insert into outbox (id, type, topic, institution_id, root, key, version, epoch, correlation_id, data, vp)
           values ($1, $2, $3, $4, $5, $6, $7, (select value from epoch), $8, $9, $10)`,
    values: [
      ...[context.id ?? uuidV7(), type, topic, institutionId, root, key, version],
      context.correlationId ?? currentCorrelationId(),
      data === null ? null : JSON.stringify(data),
      virtualPartitionOf(root),
    ],
  };
}

/** The same for use cases that have no pipeline of their own; the events keep their order. */
export async function publishLater(trx: Knex.Transaction, events: readonly OutgoingEvent[]): Promise<void> {
  await pipeline(
    trx,
    events.map((event) => addToOutbox(event)),
  );
}
