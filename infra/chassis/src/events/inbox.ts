import type { Knex } from 'knex';
import { pipeline } from '../db/pipeline.ts';
import type { Statement } from '../db/statement.ts';
import type { Envelope } from './envelope.ts';

interface Claim extends Envelope {
  readonly partition: number;
  readonly kind: 'state' | 'change' | undefined;
  readonly erased: boolean;
}

/**
 * Remembers the message for this consumer, in the transaction of its effect; `isNews` reads its rows.
 * A change is news once; a state when its (epoch, version) is greater than the last one. [DESIGN §6]
 */
export const claimOf = (consumer: string, claim: Claim): Statement =>
  claim.kind === 'state' ? claimState(consumer, claim) : claimChange(consumer, claim.id);

/** Whether a message was not known to its consumer, by the rows of its claim. */
export const isNews = (rows: readonly unknown[] | undefined): boolean => rows?.length === 1;

/** Remembers the message by itself; whether it was news. */
export async function claimMessage(trx: Knex.Transaction, consumer: string, claim: Claim): Promise<boolean> {
  const [rows] = await pipeline(trx, [claimOf(consumer, claim)]);
  return isNews(rows);
}

const claimChange = (consumer: string, id: string): Statement => ({
  name: 'inbox.change',
  text: `insert into inbox (consumer, message_id) values ($1, $2) on conflict do nothing returning 1`,
  values: [consumer, id],
});

function claimState(consumer: string, claim: Claim): Statement {
  const { institutionId, type, key, epoch, version, erased, at, partition } = claim;
  return {
    name: 'inbox.state',
    text: `insert into aggregate_version as known (institution_id, consumer, type, key, epoch, version, erased, at, partition)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (institution_id, consumer, type, key)
           do update set epoch = excluded.epoch, version = excluded.version, erased = excluded.erased,
             at = excluded.at, partition = excluded.partition
           where (known.epoch, known.version) < (excluded.epoch, excluded.version)
           returning 1`,
    values: [institutionId, consumer, type, key, epoch, version, erased, at, partition],
  };
}
