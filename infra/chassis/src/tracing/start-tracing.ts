import { trace } from '@opentelemetry/api';
import type { TracingConfig } from '../config.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Losses } from './bounded-export.ts';

export interface Tracing {
  readonly recording: boolean;
  /** Sends what waits, for a while: the grace of a process is for its people, not for its traces. */
  stop(): Promise<void>;
}

interface TracingOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  /** False at the door, where callers are strangers. */
  readonly believesCallers?: boolean;
}

/**
 * Records traces if the environment names a collector. Without one nothing of OpenTelemetry but the empty calls of its API is loaded,
 * and a trace that somebody else records passes through.
 */
export async function startTracing(
  service: string,
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio }: TracingConfig,
  { log, metrics, believesCallers = true }: TracingOptions,
): Promise<Tracing> {
  if (endpoint === undefined) return { recording: false, stop: () => Promise.resolve() };
  const { buildProvider } = await import('./provider.ts');
  const losses = tellLosses(log, metrics);
  const provider = buildProvider({ service, endpoint, losses, policy: { ratio, believesCallers } });
  trace.setGlobalTracerProvider(provider);
  log.info({ ratio }, 'traces are recorded');
  return {
    recording: true,
    async stop() {
      trace.disable();
      await provider.stop();
    },
  };
}

/** A collector that is away is told once, and counted. */
function tellLosses(log: Log, metrics: Metrics): Losses {
  const lost = metrics.counter('spans_lost_total', 'Parts of traces that no collector has got', ['outcome']);
  let complained = false;
  return {
    lost(spans, outcome) {
      lost.inc({ outcome }, spans);
      if (!complained) log.warn({ outcome }, 'parts of traces are lost');
      complained = true;
    },
    arrived() {
      if (complained) log.info('traces arrive again');
      complained = false;
    },
  };
}
