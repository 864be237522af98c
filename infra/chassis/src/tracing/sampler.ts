import { type Context, trace, TraceFlags } from '@opentelemetry/api';
import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace';

export interface SamplingPolicy {
  /** Of the traces that begin here, from 0 to 1. */
  readonly ratio: number;
  /** Whose word about a trace counts: within the network everybody's, at the gateway nobody's. */
  readonly believesCallers: boolean;
}

/**
 * Decides once a trace, where the platform is entered; whatever is below follows. By dice rather than by the trace's id, as usual:
 * the id comes from the browser, and a client that chose its ids well would have all its requests recorded.
 */
export function buildSampler({ ratio, believesCallers }: SamplingPolicy): Sampler {
  const known = {
    yes: { decision: SamplingDecision.RECORD_AND_SAMPLED },
    no: { decision: SamplingDecision.NOT_RECORD },
  };
  return {
    shouldSample(context: Context): SamplingResult {
      const parent = trace.getSpanContext(context);
      const follows = parent !== undefined && (believesCallers || parent.isRemote !== true);
      const isRecorded = follows ? (parent.traceFlags & TraceFlags.SAMPLED) !== 0 : Math.random() < ratio;
      return isRecorded ? known.yes : known.no;
    },
    toString: () => `once a trace (${ratio})`,
  };
}
