import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';

/** Some two megabytes; whoever looks at traces can do without a few, a service can't do without its memory. */
const WAITING_AT_MOST = 2048;
const BATCH = 512;
const DELAY_MS = 1000;
/** A collector that hangs holds up only the spans behind it. */
export const PATIENCE_MS = 5000;

/** The library's word for it, which stands in a package of its own. */
const SUCCESS = 0;

export interface Losses {
  lost(spans: number, outcome: 'queue-full' | 'collector-away'): void;
  arrived(): void;
}

/** Hands spans to the exporter in batches, in the background; those that find no room or no collector are counted and gone. */
export function boundedExport(exporter: SpanExporter, losses: Losses): SpanProcessor {
  let waiting = 0;
  const counting: SpanExporter = {
    export(spans, tell) {
      waiting -= spans.length;
      exporter.export(spans, (result) => {
        if (Number(result.code) === SUCCESS) losses.arrived();
        else losses.lost(spans.length, 'collector-away');
        tell(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
  const batches = new BatchSpanProcessor({
    exporter: counting,
    maxQueueSize: WAITING_AT_MOST,
    maxExportBatchSize: BATCH,
    scheduledDelayMillis: DELAY_MS,
    exportTimeoutMillis: PATIENCE_MS * 2,
  });
  return {
    onStart: (span, context) => batches.onStart(span, context),
    onEnd(span: ReadableSpan) {
      if (waiting >= WAITING_AT_MOST) return losses.lost(1, 'queue-full');
      waiting += 1;
      batches.onEnd(span);
    },
    forceFlush: () => batches.forceFlush(),
    shutdown: () => batches.shutdown(),
  };
}
