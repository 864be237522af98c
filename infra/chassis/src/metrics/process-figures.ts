import { performance } from 'node:perf_hooks';
import { openStreams } from '../http/event-stream.ts';
import type { Metrics } from '../metrics.ts';

/** How busy the process is, beyond what prom-client tells of CPU, memory and the event loop's delay. */
export function tellProcess(metrics: Metrics): void {
  let before = performance.eventLoopUtilization();
  metrics.gauge('event_loop_utilization', 'Share of the time since the last reading in which the loop was busy', () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  });
  metrics.gauge('streams_open', 'Readers of server-sent events', openStreams);
}
