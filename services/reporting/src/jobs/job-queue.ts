import type { Knex } from 'knex';
import { fromKnex, PgBoss } from 'pg-boss';
import { currentCorrelationId, runWithCorrelation } from '@parta/chassis/context';
import type { Log } from '@parta/chassis/log';
import { continueTrace, recordedTraceparent } from '@parta/chassis/tracing/span';

/** A job of the queue carries ids only; what is wanted stands in the institution's own row. [DESIGN §4] */
export interface JobIds {
  readonly institutionId: string;
  readonly jobId: string;
}

/** With what the order came, so that its report belongs to the same action; one of the version before has neither. */
interface QueuedJob extends JobIds {
  readonly correlationId?: string;
  readonly traceparent?: string;
}

export interface JobWorker {
  /** Throws to be tried again. `last`: no further try follows. */
  work(ids: JobIds, attempt: { readonly last: boolean }): Promise<void>;
  /** The queue has given the job up without a word of ours: its worker died every time. */
  giveUp(ids: JobIds): Promise<void>;
}

export interface JobQueue {
  start(worker: JobWorker): Promise<void>;
  /** Enqueues in the transaction of the order's row: both commit or neither. */
  send(trx: Knex.Transaction, ids: JobIds): Promise<void>;
  stop(): Promise<void>;
}

const QUEUE = 'reports';
const GIVEN_UP = 'reports-given-up';
/**
 * Two pages are rendered at once by one replica: two cores give 7 sheets a second so, 5 one by one. A new job is announced within
 * milliseconds; one that comes back from a dead worker is not, so the queue is looked at as well.
 */
const workOptions = {
  includeMetadata: true,
  localConcurrency: 2,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
} as const;

interface QueueOptions {
  /** As `reporting_app`: the schema is the owner's, made by migration. */
  readonly databaseUrl: string;
  readonly log: Log;
  /** How often jobs of dead workers are looked for; a heartbeat is missed after 10 s. */
  readonly superviseSeconds: number;
}

export function buildJobQueue({ databaseUrl, log, superviseSeconds }: QueueOptions): JobQueue {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'reporting-jobs',
    schema: 'jobs',
    max: 4,
    migrate: false,
    createSchema: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    // both need the owner of the tables
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ reason: error.message }, 'job queue'));
  return {
    start: async (worker) => {
      await boss.start();
      await boss.work<QueuedJob, void, typeof workOptions>(QUEUE, workOptions, async (jobs) => {
        for (const { data, retryCount, retryLimit } of jobs)
          await inItsAction(data, () => worker.work(data, { last: retryCount >= retryLimit }));
      });
      await boss.work<QueuedJob>(GIVEN_UP, { pollingIntervalSeconds: 5 }, async (jobs) => {
        for (const { data } of jobs) await inItsAction(data, () => worker.giveUp(data));
      });
    },
    send: async (trx, ids) => {
      const traceparent = recordedTraceparent();
      const job: QueuedJob = { ...ids, correlationId: currentCorrelationId(), ...(traceparent && { traceparent }) };
      await boss.send(QUEUE, job, { db: fromKnex(trx) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 8000 }),
  };
}

function inItsAction(
  { correlationId = currentCorrelationId(), traceparent }: QueuedJob,
  work: () => Promise<void>,
): Promise<void> {
  const facts = { 'messaging.system': 'pg-boss', 'parta.correlation_id': correlationId };
  return runWithCorrelation(correlationId, () =>
    continueTrace(traceparent, { name: 'make report', kind: 'consumer', facts }, work),
  );
}
