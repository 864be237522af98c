import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import type { Metrics } from '../metrics.ts';
import { sampled } from './sampled.ts';

interface Plumbing {
  /** As `<service>_app`. */
  readonly db: Knex;
  /** As `<service>_relay`, the only one who may read what waits. */
  readonly relayDb: Knex;
  readonly clock: Clock;
  /** Of the oldest event that waits. */
  readonly oldestAgeMs: () => Promise<number>;
  readonly redisUp: () => boolean;
  readonly brokerUp: () => boolean;
}

/** Beyond so many rows only the age says more. */
const ROWS_COUNTED = 100_000;

/** What waits to be published, what became poison, whether the servers answer, and how far their clock is from ours. */
export function tellPlumbing(metrics: Metrics, plumbing: Plumbing): void {
  const { db, relayDb, clock, oldestAgeMs, redisUp, brokerUp } = plumbing;
  const waiting = sampled(() => countWaiting(relayDb));
  const age = sampled(async () => (await oldestAgeMs()) / 1000);
  const letters = sampled(() => readLetters(db));
  const offset = sampled(() => readOffset(db, clock));
  metrics.gauge('outbox_rows', `Events that wait to be published, at most ${ROWS_COUNTED} counted`, waiting);
  metrics.gauge('outbox_oldest_seconds', 'Age of the oldest unpublished event', age);
  metrics.gauge('dead_letters', 'Messages that were put aside as poison, by topic', letters, ['topic']);
  metrics.gauge('clock_offset_seconds', "The database's clock minus this machine's", offset);
  metrics.gauge(
    'dependency_up',
    'Whether a server that the service needs answers',
    async () =>
      Object.entries({
        postgres: (await offset()) !== undefined,
        redis: redisUp(),
        kafka: brokerUp(),
      }).map(([dependency, up]) => ({ labels: { dependency }, value: up ? 1 : 0 })),
    ['dependency'],
  );
}

async function countWaiting(relayDb: Knex): Promise<number> {
  const { rows } = await relayDb.raw<{ rows: { waiting: number }[] }>(
    'select count(*)::int as waiting from (select from outbox limit ?) as first_rows',
    [ROWS_COUNTED],
  );
  return rows[0]?.waiting ?? 0;
}

async function readLetters(db: Knex) {
  const { rows } = await db.raw<{ rows: { topic: string; letters: number }[] }>(
    'select topic, count(*)::int as letters from dead_letter group by topic',
  );
  return rows.map(({ topic, letters }) => ({ labels: { topic }, value: letters }));
}

/** The answer is taken to be as old as half of its way there and back. */
async function readOffset(db: Knex, clock: Clock): Promise<number> {
  const asked = clock.now().getTime();
  const { rows } = await db.raw<{ rows: { now: Date }[] }>('select clock_timestamp() as now');
  const heard = clock.now().getTime();
  return ((rows[0]?.now.getTime() ?? heard) - (asked + heard) / 2) / 1000;
}
