import type { Knex } from 'knex';
import { pipeline } from '../db/pipeline.ts';
import type { Envelope } from './envelope.ts';

interface Claim extends Envelope {
  readonly partition: number;
  readonly kind: 'state' | 'change' | undefined;
  readonly erased: boolean;
}

/**
 * Whether the message is news to this consumer; the memory of it commits with the effect.
 * A change is news once; a state when its (epoch, version) is greater than the last one. [DESIGN §6]
 */
export async function claimMessage(trx: Knex.Transaction, consumer: string, claim: Claim): Promise<boolean> {
  return claim.kind === 'state' ? claimState(trx, consumer, claim) : claimChange(trx, consumer, claim.id);
}

async function claimChange(trx: Knex.Transaction, consumer: string, id: string): Promise<boolean> {
  const [rows] = await pipeline(trx, [
    {
      name: 'inbox.change',
      text: `insert into inbox (consumer, message_id) values ($1, $2) on conflict do nothing returning 1`,
      values: [consumer, id],
    },
  ]);
  return rows?.length === 1;
}

async function claimState(trx: Knex.Transaction, consumer: string, claim: Claim): Promise<boolean> {
  const { institutionId, type, key, epoch, version, erased, at, partition } = claim;
  const [rows] = await pipeline(trx, [
    {
      name: 'inbox.state',
      text: `insert into aggregate_version as known (institution_id, consumer, type, key, epoch, version, erased, at, partition)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (institution_id, consumer, type, key)
             do update set epoch = excluded.epoch, version = excluded.version, erased = excluded.erased,
               at = excluded.at, partition = excluded.partition
             where (known.epoch, known.version) < (excluded.epoch, excluded.version)
             returning 1`,
      values: [institutionId, consumer, type, key, epoch, version, erased, at, partition],
    },
  ]);
  return rows?.length === 1;
}
