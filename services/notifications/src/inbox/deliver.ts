import type { Statement } from '@parta/chassis/db/statement';
import type { InboxFact } from '@parta/contracts/values/inbox-fact';

export interface Delivery {
  readonly userId: string;
  readonly facts: readonly InboxFact[];
}

/**
 * Statements that put facts into inboxes. A position is taken under the row lock of the user's counter, so that a reader who has seen
 * position n never finds a smaller one later; users ascending, so that two deliveries never wait for each other crosswise.
 */
export function deliver(institutionId: string, at: Date, deliveries: readonly Delivery[]): readonly Statement[] {
  const ordered = deliveries.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
  return ordered.map(({ userId, facts }) => ({
    name: 'inbox.deliver',
    // the inbox is the user's own: its counter is seen only in the user's scope, which therefore comes first, as the row's origin
    text: `with scope as materialized (select set_config('parta.user', $1, true)::uuid as user_id),
           counter as (
             insert into inbox_counter as own (user_id, position) select user_id, $4 from scope
             on conflict (user_id) do update set position = own.position + $4 returning user_id, position
           )
           insert into inbox_item (user_id, position, institution_id, at, fact)
           select counter.user_id, counter.position - $4 + fact.n, $2, $3, fact.value
           from counter, unnest($5::jsonb[]) with ordinality as fact(value, n)`,
    values: [userId, institutionId, at, facts.length, facts.map((fact) => JSON.stringify(fact))],
  }));
}
