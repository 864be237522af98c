import type { Knex } from 'knex';
import type { Metrics } from '../metrics.ts';

const WAIT_BUCKETS = [0.001, 0.01, 0.1, 1, 10];

/** What is used of knex' pool, which its types do not name. */
interface Pool {
  readonly max: number;
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
  on(event: 'acquireRequest' | 'acquireSuccess' | 'acquireFail', told: (request: number) => void): void;
}

/**
 * How full the pools are and how long work waits for a connection. The gauge sees a moment every scrape; the histogram sees every
 * wait, so a pool that is too small for a second of each minute shows.
 */
export function tellPool(metrics: Metrics, databases: Readonly<Record<string, Knex>>): void {
  const pools = Object.entries(databases).map(([name, db]) => ({ name, ...(db.client as { readonly pool: Pool }) }));
  metrics.gauge(
    'pool_connections',
    'Connections of a pool by state; max is its size, waiting is work without one',
    () =>
      pools.flatMap(({ name, pool }) => [
        { labels: { pool: name, state: 'used' }, value: pool.numUsed() },
        { labels: { pool: name, state: 'idle' }, value: pool.numFree() },
        { labels: { pool: name, state: 'waiting' }, value: pool.numPendingAcquires() },
        { labels: { pool: name, state: 'max' }, value: pool.max },
      ]),
    ['pool', 'state'],
  );
  const help = 'Time until work got a connection or gave up';
  const waits = metrics.histogram('pool_wait_seconds', help, WAIT_BUCKETS, ['pool']);
  for (const { name, pool } of pools) {
    const asked = new Map<number, number>();
    pool.on('acquireRequest', (request) => void asked.set(request, performance.now()));
    const answered = (request: number): void => {
      const at = asked.get(request);
      if (at !== undefined) waits.observe({ pool: name }, (performance.now() - at) / 1000);
      asked.delete(request);
    };
    pool.on('acquireSuccess', answered);
    pool.on('acquireFail', answered);
  }
}
