import type { Knex } from 'knex';
import type { InTenant } from '../db/tenant.ts';
import { type ConsumerDependencies, type Subscription } from './consumer.ts';
import { readEnvelope } from './envelope.ts';
import { claimMessage } from './inbox.ts';

type ReplayDependencies = Pick<ConsumerDependencies, 'group' | 'subscriptions'> & {
  readonly db: Knex;
  readonly inTenant: InTenant;
};

interface Letter {
  readonly message_id: string;
  readonly partition: number;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | null;
}

export interface Replayed {
  readonly done: number;
  /** What is still poison, by the id of its message, with the reason of this attempt. */
  readonly failed: readonly { readonly messageId: string; readonly reason: string }[];
}

/**
 * Hands dead letters to the handlers once more, after a repair, oldest first. A change was remembered as seen when it was buried,
 * so only its letter decides; a state that a later one has overtaken is simply put away.
 */
export async function replayDeadLetters({ db, inTenant, group, subscriptions }: ReplayDependencies): Promise<Replayed> {
  const letters: Letter[] = await db('dead_letter')
    .where({ consumer: group })
    .orderBy(['created_at', 'message_id'])
    .select('message_id', 'partition', 'key', 'headers', 'payload');
  const failed: { messageId: string; reason: string }[] = [];
  for (const letter of letters) {
    const reason = await replayOne({ inTenant, group, subscriptions }, letter).catch((error: unknown) =>
      error instanceof Error ? error.message : 'unknown',
    );
    if (reason !== undefined) failed.push({ messageId: letter.message_id, reason });
  }
  return { done: letters.length - failed.length, failed };
}

async function replayOne(
  { inTenant, group, subscriptions }: Omit<ReplayDependencies, 'db'>,
  { message_id, partition, key, headers, payload }: Letter,
): Promise<string | undefined> {
  const envelope = readEnvelope({ key: key ?? '', headers });
  if (!envelope) return 'no envelope';
  const readers: readonly Subscription[] = subscriptions.filter(({ event }) => event.type === envelope.type);
  const [first] = readers;
  if (!first) return `nobody here reads ${envelope.type}`;
  await inTenant({ institutionId: envelope.institutionId }, async (trx) => {
    const taken = await trx('dead_letter').where({ consumer: group, message_id }).delete();
    if (taken === 0) return;
    const { kind } = first.event;
    const claim = { ...envelope, kind, partition, erased: payload === null };
    if (kind === 'state' && !(await claimMessage(trx, group, claim))) return;
    const data: unknown = payload === null ? null : JSON.parse(payload);
    for (const { receive } of readers) await receive(trx, { ...envelope, data });
  });
  return undefined;
}
