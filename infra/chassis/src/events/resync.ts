import { setTimeout as delay } from 'node:timers/promises';
import type { EventVersion } from '@parta/contracts/kernel/event';
import { backfillOf } from '@parta/contracts/kernel/topics';
import type { Knex } from 'knex';
import type { InTenant } from '../db/tenant.ts';
import { type Outgoing, publishLater } from './outbox.ts';
import type { Relay } from './relay.ts';
import { endsOfResync } from './resync-end.ts';

/** One stream that a service owns, as a resync reads it back from the service's own tables. */
export interface Source {
  readonly event: EventVersion;
  /** What the institution has: the aggregates of a state stream, the entries of a change stream since the moment. */
  keys(trx: Knex.Transaction, since: Date): Promise<readonly string[]>;
  /** States with their next version, so that whoever has a damaged copy takes them; changes under their first id. */
  events(trx: Knex.Transaction, institutionId: string, keys: readonly string[]): Promise<readonly Outgoing[]>;
}

interface ResyncDependencies {
  readonly inTenant: InTenant;
  /** As the owner of the tables, who sees every transaction of the database. */
  readonly owner: Knex;
  readonly relay: Pick<Relay, 'drain'>;
  readonly say: (progress: Readonly<Record<string, unknown>>) => void;
}

interface Wanted {
  readonly sources: readonly Source[];
  readonly institutions: readonly string[];
  /** Of change streams: the first moment that is published again. */
  readonly since: Date;
}

const KEYS_AT_ONCE = 200;

/**
 * Publishes what the service owns once more, on topics that only copies listen to. Slices are drained one by one with a pause as
 * long as each took, so that live events keep at least half of the relay. Answers how many events went out. [DESIGN §6]
 */
export async function resync(dependencies: ResyncDependencies, wanted: Wanted): Promise<number> {
  let count = 0;
  for (const source of wanted.sources) {
    for (const institutionId of wanted.institutions) {
      const events = await publishAgain(dependencies, { source, institutionId, since: wanted.since });
      dependencies.say({ stream: source.event.type, institutionId, events });
      count += events;
    }
  }
  return count;
}

interface Part {
  readonly source: Source;
  readonly institutionId: string;
  readonly since: Date;
}

async function publishAgain(
  { inTenant, owner, relay }: ResyncDependencies,
  { source, institutionId, since }: Part,
): Promise<number> {
  const topic = backfillOf(source.event.topic);
  const startedAt = await whenEarlierWritersEnded(owner);
  const keys = await inTenant({ institutionId }, (trx) => source.keys(trx, since));
  let count = 0;
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const began = performance.now();
    count += await inTenant({ institutionId }, async (trx) => {
      const events = await source.events(trx, institutionId, keys.slice(start, start + KEYS_AT_ONCE));
      await publishLater(
        trx,
        events.map((event) => ({ ...event, topic })),
      );
      return events.length;
    });
    await relay.drain();
    await delay(performance.now() - began);
  }
  if (source.event.kind === 'state') {
    // after the drain: relays of other slices of the outbox must not overtake what they end
    await inTenant({ institutionId }, (trx) =>
      publishLater(trx, endsOfResync(institutionId, topic, { type: source.event.type, startedAt })),
    );
    await relay.drain();
  }
  return count;
}

/**
 * The moment from which on an event need not be named: whoever wrote to the outbox before it has committed by the time this
 * answers, so the keys that are read next hold what they wrote.
 */
async function whenEarlierWritersEnded(owner: Knex): Promise<Date> {
  const { rows } = await owner.raw<{ rows: { at: Date; next: string }[] }>(
    'select clock_timestamp() as at, pg_snapshot_xmax(pg_current_snapshot())::text as next',
  );
  const [start] = rows;
  if (!start) throw new Error('the database told no time');
  for (;;) {
    const { rows: now } = await owner.raw<{ rows: { ended: boolean }[] }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= ?::xid8 as ended',
      [start.next],
    );
    if (now[0]?.ended) return start.at;
    await delay(50);
  }
}
