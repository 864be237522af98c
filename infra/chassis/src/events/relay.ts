import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { withConnection } from '../db/connection-of.ts';
import type { Statement } from '../db/statement.ts';
import { transact } from '../db/transact.ts';
import type { Log } from '../log.ts';
import type { SealedEvent } from './envelope.ts';
import type { MessageBroker } from './message-broker.ts';
import { VIRTUAL_PARTITIONS } from './partition.ts';
import { publishTraced } from './publish-traced.ts';

const LOCK_SPACE = 7001;
const BATCH = 500;
/** Commits of this process wake the relay; this is for what another process left behind. */
const POLL_MS = 500;
/** While another relay holds slices: it may have looked into them before our commit. */
const SHARED_POLL_MS = 50;
const LONGEST_BACKOFF_MS = 5000;
/**
 * What is committed meanwhile goes out together. A pass costs Postgres, the broker and each consumer about the same for one event
 * as for twenty, and nobody sees the difference on a phone.
 */
const GATHER_MS = 15;

interface RelayDependencies {
  /** As `<service>_relay`: may read and delete what waits, nothing else. */
  readonly db: Knex;
  readonly broker: Pick<MessageBroker, 'publish'>;
  readonly log: Log;
  readonly metrics?: { published(count: number): void };
}

export interface Relay {
  /** Something was committed. */
  wake(): void;
  /** Resolves when nothing waits any more; rejects when the broker refuses. */
  drain(): Promise<void>;
  /** Age of the oldest event that waits, in milliseconds; 0 when none does. */
  oldestAgeMs(): Promise<number>;
  stop(): Promise<void>;
}

interface OutboxRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly topic: string;
  readonly institution_id: string;
  readonly root: string;
  readonly key: string;
  readonly version: number;
  readonly epoch: number;
  readonly correlation_id: string;
  readonly traceparent: string | null;
  readonly payload: string | null;
  readonly created_at: Date;
}

/**
 * Publishes what commits left in the outbox, in order within each root. Any number of relays may run: a slice of the outbox
 * belongs to the one that holds its lock. A crash between the ack and the delete publishes twice, which consumers take.
 */
export function startRelay({ db, broker, log, metrics }: RelayDependencies): Relay {
  const stopping = new AbortController();
  let nudge = Promise.withResolvers<void>();
  /** Passes of the loop and of `drain` follow one another. */
  let last: Promise<unknown> = Promise.resolve();

  function pass(): Promise<Passed> {
    const next = last.then(() => publishBatch(db, broker));
    last = next.catch(() => undefined);
    return next.then((passed) => {
      if (passed.published > 0) metrics?.published(passed.published);
      return passed;
    });
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      // reset before the pass looks: whoever commits after its look is not forgotten
      nudge = Promise.withResolvers<void>();
      try {
        const { published, shared } = await pass();
        if (failures > 0) log.info({ failures }, 'the relay publishes again');
        failures = 0;
        if (published === BATCH) continue;
        await Promise.race([nudge.promise, pause(shared ? SHARED_POLL_MS : POLL_MS)]);
        await pause(GATHER_MS);
      } catch (error) {
        failures += 1;
        if (failures === 1) log.warn({ err: error }, 'the relay cannot publish and tries again');
        await pause(Math.min(POLL_MS * 2 ** failures, LONGEST_BACKOFF_MS));
      }
    }
  }

  const pause = (ms: number): Promise<void> => delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const running = run();

  return {
    wake: () => nudge.resolve(),
    async drain() {
      while (await anyWaiting(db)) {
        // Nothing published though something waits: another relay is at it.
        if ((await pass()).published === 0) await delay(10);
      }
    },
    oldestAgeMs: () => oldestAge(db),
    async stop() {
      stopping.abort();
      nudge.resolve();
      await running;
    },
  };
}

/** What one pass came to. */
interface Passed {
  readonly published: number;
  /** Whether another relay held some of the slices. */
  readonly shared: boolean;
}

/** Two messages to the database: begin, locks and rows; then the deletion with its commit. */
const publishBatch = (db: Knex, broker: Pick<MessageBroker, 'publish'>): Promise<Passed> =>
  withConnection(db, (connection) =>
    transact(connection, [], async (read) => {
      const [locked, rows] = (await read([lockSlices, readSlices])) as [[{ slices: number }], OutboxRow[]];
      if (rows.length > 0) await publishTraced(broker, rows.map(sealed));
      const value = { published: rows.length, shared: locked[0].slices < VIRTUAL_PARTITIONS };
      return { value, last: rows.length > 0 ? [dropPublished(rows.map(({ seq }) => seq))] : [] };
    }),
  );

/**
 * Takes the slices that are free and leaves their names to `readSlices`, which must go by the index: that forgets what was dropped at
 * once, while the table keeps thousands of dead rows until it is cleaned. A plan made while the outbox was empty would read them all.
 */
const lockSlices: Statement = {
  name: 'relay.lock',
  text: `select set_config('enable_seqscan', 'off', true), cardinality(set_config('parta.slices', coalesce(array_agg(vp), '{}')::text, true)::smallint[]) as slices
         from generate_series(0, $2) as vp where pg_try_advisory_xact_lock($1, vp)`,
  values: [LOCK_SPACE, VIRTUAL_PARTITIONS - 1],
};

/**
 * A statement of its own, after the locks: its snapshot sees what the holder before has deleted.
 * The payload comes as text: the relay has no reason to parse what it only passes on.
 */
const readSlices: Statement = {
  name: 'relay.read',
  text: `select seq, id, type, topic, institution_id, root, key, version, epoch, correlation_id, traceparent,
           data::text as payload, created_at
         from outbox where vp = any((select current_setting('parta.slices')::smallint[])::smallint[]) order by seq limit $1`,
  values: [BATCH],
};

const dropPublished = (seqs: readonly number[]): Statement => ({
  name: 'relay.drop',
  text: 'delete from outbox where seq = any($1::bigint[])',
  values: [seqs],
});

const sealed = ({ institution_id, correlation_id, traceparent, created_at, ...row }: OutboxRow): SealedEvent => ({
  ...row,
  traceparent: traceparent ?? undefined,
  institutionId: institution_id,
  correlationId: correlation_id,
  at: created_at,
});

/** By the index, as `readSlices`. */
async function anyWaiting(db: Knex): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>('select from outbox order by seq limit 1');
  return rows.length > 0;
}

async function oldestAge(db: Knex): Promise<number> {
  const { rows } = await db.raw<{ rows: { age: number }[] }>(
    `select (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as age from outbox order by seq limit 1`,
  );
  return Math.max(0, rows[0]?.age ?? 0);
}
