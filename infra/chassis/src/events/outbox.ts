import type { Knex } from 'knex';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import { currentCorrelationId } from '../context.ts';
import { pipeline } from '../db/pipeline.ts';
import type { Statement } from '../db/statement.ts';
import { recordedTraceparent } from '../tracing/span.ts';
import { virtualPartitionOf } from './partition.ts';

/** An event on its way out; a change has the id that its owner's history keeps, so that a resync publishes it under the same. */
export interface Outgoing extends Omit<OutgoingEvent, 'topic'> {
  readonly topic: string;
  readonly id?: string;
}

/**
 * Puts an event into the transaction that makes the change; the relay publishes it once that commits.
 * Comes after the aggregate's lock, so that the outbox's order is the order of commits.
 */
export function addToOutbox({ id, type, topic, subject, data }: Outgoing): Statement {
  const { institutionId, root, key, version } = subject;
  return {
    name: 'outbox.add',
    text: `insert into outbox (id, type, topic, institution_id, root, key, version, epoch, correlation_id, traceparent, data, vp)
           values ($1, $2, $3, $4, $5, $6, $7, (select value from epoch), $8, $9, $10, $11)`,
    values: [
      ...[id ?? uuidV7(), type, topic, institutionId, root, key, version],
      ...[currentCorrelationId(), recordedTraceparent() ?? null],
      data === null ? null : JSON.stringify(data),
      virtualPartitionOf(root),
    ],
  };
}

const ROWS_AT_ONCE = 1000;

/** The same for use cases that have no pipeline of their own; the events keep their order. Ten thousand at once take a second. */
export async function publishLater(trx: Knex.Transaction, events: readonly Outgoing[]): Promise<void> {
  for (let start = 0; start < events.length; start += ROWS_AT_ONCE) {
    await pipeline(trx, [addManyToOutbox(events.slice(start, start + ROWS_AT_ONCE))]);
  }
}

function addManyToOutbox(events: readonly Outgoing[]): Statement {
  const column = <T>(of: (event: Outgoing) => T): T[] => events.map(of);
  return {
    name: 'outbox.add-many',
    text: `insert into outbox (id, type, topic, institution_id, root, key, version, epoch, correlation_id, traceparent, data, vp)
           select id, type, topic, institution_id, root, key, version, (select value from epoch), $8, $11, data::jsonb, vp
           from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $9::text[], $10::smallint[])
             with ordinality as event (id, type, topic, institution_id, root, key, version, data, vp, place)
           order by place`,
    values: [
      column(({ id }) => id ?? uuidV7()),
      column(({ type }) => type),
      column(({ topic }) => topic),
      ...[column(({ subject }) => subject.institutionId), column(({ subject }) => subject.root)],
      ...[column(({ subject }) => subject.key), column(({ subject }) => subject.version)],
      currentCorrelationId(),
      column(({ data }) => (data === null ? null : JSON.stringify(data))),
      column(({ subject }) => virtualPartitionOf(subject.root)),
      recordedTraceparent() ?? null,
    ],
  };
}
