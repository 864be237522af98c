import type { RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One value of a figure that has labels. */
export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** `undefined` = cannot be told now: the figure is left out rather than invented. */
type Told = number | readonly Reading[] | undefined;

/** Labels never name a person or an institution: a region has 500,000 of the one and 1,000 of the other. */
export interface Metrics {
  readonly registry: Registry;
  readonly countRequests: RequestHandler;
  /** A figure that is asked for when the metrics are read; whatever happens there, the others are told. */
  gauge(name: string, help: string, read: () => Told | Promise<Told>, labels?: readonly string[]): void;
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  /** Seconds, in these buckets. */
  histogram(name: string, help: string, buckets: readonly number[], labels?: readonly string[]): Histogram;
}

/** The borders that the service level objectives speak of are among them: 50, 100, 200, 500 and 1,000 ms. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];
/** The caller left before the answer was complete. */
const LEFT = 499;

/** Rate, errors and duration by operation, the process' own figures, and what a service adds. */
export function buildMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const duration = new Histogram({
    name: 'http_request_seconds',
    help: 'Duration of requests by operation and status; streams are not among them',
    labelNames: ['operation', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  return {
    registry,
    countRequests: (_request, response, next) => {
      const startedAt = performance.now();
      response.on('close', () => {
        // a stream lasts minutes by intention
        if (isStream(response)) return;
        const operation: unknown = response.locals['operation'];
        const status = response.writableFinished ? response.statusCode : LEFT;
        const labels = { operation: typeof operation === 'string' ? operation : 'none', status: String(status) };
        duration.observe(labels, (performance.now() - startedAt) / 1000);
      });
      next();
    },
    gauge: (name, help, read, labels = []) => {
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers,
        async collect() {
          const told = await Promise.resolve()
            .then(read)
            .catch(() => undefined);
          this.reset();
          // without labels a gauge is 0 from the start, with labels it is not there
          if (told === undefined && labels.length === 0) this.remove();
          else if (typeof told === 'number') this.set(told);
          else for (const reading of told ?? []) this.set({ ...reading.labels }, reading.value);
        },
      });
    },
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    histogram: (name, help, buckets, labels = []) =>
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers }),
  };
}

function isStream(response: Response): boolean {
  const type = response.getHeader('content-type');
  return typeof type === 'string' && type.startsWith('text/event-stream');
}
