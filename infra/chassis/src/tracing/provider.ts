import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TracerProvider as ApiProvider } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { boundedExport, type Losses, PATIENCE_MS } from './bounded-export.ts';
import { buildSampler, type SamplingPolicy } from './sampler.ts';

const FLUSH_MS = 1000;

interface ProviderOptions {
  readonly service: string;
  /** Of the collector; the path of traces is added to it. */
  readonly endpoint: string;
  readonly policy: SamplingPolicy;
  readonly losses: Losses;
}

export interface Provider extends ApiProvider {
  stop(): Promise<void>;
}

/** The only door to the SDK; loaded when somebody wants traces. Other headers for the collector: `OTEL_EXPORTER_OTLP_HEADERS`. */
export function buildProvider({ service, endpoint, policy, losses }: ProviderOptions): Provider {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: PATIENCE_MS, keepAlive: true });
  const provider = new TracerProvider({
    sampler: buildSampler(policy),
    resource: resourceFromAttributes({
      'service.name': service,
      'service.namespace': 'parta',
      'service.instance.id': randomUUID(),
    }),
    spanProcessors: [boundedExport(exporter, losses)],
    spanLimits: { attributeValueLengthLimit: 200 },
  });
  return {
    getTracer: (name, version, options) => provider.getTracer(name, version, options),
    // what a dead collector can't take in this time is let go
    stop: () => Promise.race([provider.shutdown().catch(() => undefined), delay(FLUSH_MS, undefined, { ref: false })]),
  };
}
