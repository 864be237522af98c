import type { InTenant } from '../db/tenant.ts';
import type { Envelope } from './envelope.ts';
import { claimMessage } from './inbox.ts';
import type { ReceivedMessage } from './message-broker.ts';

interface DeadLetter {
  readonly consumer: string;
  readonly message: ReceivedMessage;
  readonly envelope: Envelope | undefined;
  readonly kind: 'state' | 'change' | undefined;
  readonly reason: string;
}

/** Scope of a message whose institution can't be read: plumbing has no row policy, and no tenant row belongs to it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Passes a poison message: keeps it with its reason in the consumer's own database, where an erasure reaches it, and remembers a
 * change as seen. The version of a state is not remembered: a later one, or a replay after a repair, still counts.
 */
export async function buryMessage(inTenant: InTenant, letter: DeadLetter): Promise<void> {
  const { consumer, message, envelope, kind, reason } = letter;
  const { topic, partition, offset } = message;
  await inTenant({ institutionId: envelope?.institutionId ?? NOBODY }, async (trx) => {
    if (envelope && kind === 'change')
      await claimMessage(trx, consumer, { ...envelope, kind, erased: false, partition });
    await trx('dead_letter')
      .insert({
        consumer,
        message_id: envelope?.id ?? `${topic}/${partition}/${offset}`,
        topic,
        partition,
        message_offset: offset,
        type: envelope?.type ?? null,
        institution_id: envelope?.institutionId ?? null,
        root: envelope?.root ?? null,
        key: message.key,
        reason: printable(reason),
        headers: JSON.stringify(message.headers),
        payload: message.value === null ? null : printable(message.value),
      })
      .onConflict(['consumer', 'message_id'])
      .ignore();
  });
}

/** Postgres takes every character in a text but this one. */
const printable = (text: string): string => text.replaceAll('\u0000', '\ufffd');
