import { PARTITIONS } from '@parta/contracts/kernel/topics';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ReceivedMessage } from './message-broker.ts';
import type { Outgoing } from './outbox.ts';
import { partitionOf } from './partition.ts';

/** Type of the last message of a resync on each partition: whatever of the stream was not named until here is gone. */
export const RESYNC_ENDED = 'parta.resync-ended.v1';

const Data = z.object({ type: z.string(), startedAt: z.iso.datetime() });

export interface ResyncEnd {
  /** Type of the state event whose aggregates were named. */
  readonly type: string;
  /** The owner's clock, as that of every event: what was published since need not have been named. */
  readonly startedAt: Date;
}

/** One message a partition, so that each partition's consumer may judge its own keys without waiting for the others. */
export function endsOfResync(
  institutionId: string,
  topic: string,
  { type, startedAt }: ResyncEnd,
): readonly Outgoing[] {
  const data = { type, startedAt: startedAt.toISOString() };
  return rootOfPartition.map((root) => ({
    type: RESYNC_ENDED,
    topic,
    subject: { institutionId, root, key: root, version: 1 },
    data,
  }));
}

const rootOfPartition: readonly string[] = Array.from({ length: PARTITIONS }, (_, partition) => {
  for (let number = 0; ; number++) if (partitionOf(`end-${number}`) === partition) return `end-${number}`;
});

export function readResyncEnd({ value }: ReceivedMessage): ResyncEnd {
  const { type, startedAt } = Data.parse(JSON.parse(value ?? 'null'));
  return { type, startedAt: new Date(startedAt) };
}

interface Wanted extends ResyncEnd {
  readonly institutionId: string;
  readonly consumer: string;
  readonly partition: number;
}

interface Gone {
  readonly key: string;
  readonly epoch: number;
  readonly version: number;
}

/** Marks as erased, and answers, what this consumer knows of the partition and the resync has not named. */
export async function dropUnnamed(trx: Knex.Transaction, wanted: Wanted): Promise<readonly Gone[]> {
  const { rows } = await trx.raw<{ rows: Gone[] }>(
    `update aggregate_version set erased = true
     where institution_id = ? and consumer = ? and type = ? and partition = ? and at < ? and not erased
     returning key, epoch, version`,
    [wanted.institutionId, wanted.consumer, wanted.type, wanted.partition, wanted.startedAt],
  );
  return rows;
}
