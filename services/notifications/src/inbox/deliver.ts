import type { Knex } from 'knex';
import { pipeline } from '@parta/chassis/db/pipeline';
import type { InboxFact } from '@parta/contracts/values/inbox-fact';

export interface Delivery {
  readonly userId: string;
  readonly facts: readonly InboxFact[];
}

/**
 * Puts facts into inboxes. A position is taken under the row lock of the user's counter, so that a reader who has seen
 * position n never finds a smaller one later; users ascending, so that two deliveries never wait for each other crosswise.
 */
export async function deliver(
  trx: Knex.Transaction,
  institutionId: string,
  at: Date,
  deliveries: readonly Delivery[],
): Promise<void> {
  const ordered = deliveries.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
  await pipeline(
    trx,
    ordered.flatMap(({ userId, facts }) => [
      // the inbox is the user's own: only in the user's scope can its counter be seen
      { name: 'inbox.scope', text: `select set_config('parta.user', $1, true)`, values: [userId] },
      {
        name: 'inbox.deliver',
        text: `with counter as (
                 insert into inbox_counter as own (user_id, position) values ($1, $4)
                 on conflict (user_id) do update set position = own.position + $4 returning position
               )
               insert into inbox_item (user_id, position, institution_id, at, fact)
               select $1, counter.position - $4 + fact.n, $2, $3, fact.value
               from counter, unnest($5::jsonb[]) with ordinality as fact(value, n)`,
        values: [userId, institutionId, at, facts.length, facts.map((fact) => JSON.stringify(fact))],
      },
    ]),
  );
}
