import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly countRequests: RequestHandler;
  /** A figure that is asked for when the metrics are read. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  counter(name: string, help: string, labels?: readonly string[]): Counter;
}

/** Rate, errors and duration by operation, the process' own figures, and what a service adds. */
export function buildMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_seconds',
    help: 'Duration of requests by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    countRequests: (_request, response, next) => {
      const stop = duration.startTimer();
      response.on('finish', () => {
        const operation: unknown = response.locals['operation'];
        stop({ operation: typeof operation === 'string' ? operation : 'none', status: String(response.statusCode) });
      });
      next();
    },
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
  };
}
