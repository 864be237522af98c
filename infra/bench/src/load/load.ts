import { setTimeout as delay } from 'node:timers/promises';
import { median, percentile } from '../statistics.ts';

/** What a load came to; latencies in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** One request of one client; rejects when the answer is not the wanted one. */
export type Send = (client: number, turn: number) => Promise<void>;

interface Closed {
  readonly clients: number;
  readonly seconds: number;
}

/** Played before the clock starts: the first seconds of a process go into compiling what later ones use. */
export const WARM_UP_SECONDS = 4;

/** Closed loop: each client sends its next request when the last was answered. */
export async function closedLoop({ clients, seconds }: Closed, send: Send): Promise<LoadResult> {
  const each = Array.from({ length: clients }, (_, client) => client);
  const record = new Record();
  const start = performance.now();
  const until = start + seconds * 1000;
  await Promise.all(
    each.map(async (client) => {
      for (let turn = 0; performance.now() < until; turn++) await record.time(() => send(client, turn));
    }),
  );
  return record.result(performance.now() - start);
}

interface Open {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Open loop: requests come at their times whether or not the ones before are answered, and the wait for a late start counts, as
 * it does for people.
 */
export async function openLoop(
  { perSecond, seconds }: Open,
  send: (turn: number) => Promise<void>,
): Promise<LoadResult> {
  const record = new Record();
  const start = performance.now();
  const all: Promise<void>[] = [];
  const count = Math.round(perSecond * seconds);
  for (let turn = 0; turn < count; turn++) {
    const due = start + (turn * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await delay(wait);
    all.push(record.time(() => send(turn), due));
  }
  await Promise.all(all);
  return record.result(performance.now() - start);
}

class Record {
  readonly #latencies: number[] = [];
  #failed = 0;

  async time(work: () => Promise<void>, from = performance.now()): Promise<void> {
    try {
      await work();
      this.#latencies.push(performance.now() - from);
    } catch {
      this.#failed += 1;
    }
  }

  result(tookMs: number): LoadResult {
    const latencies = this.#latencies;
    return {
      requests: latencies.length,
      failed: this.#failed,
      perSecond: (latencies.length * 1000) / tookMs,
      medianMs: median(latencies),
      p95Ms: percentile(latencies, 0.95),
      p99Ms: percentile(latencies, 0.99),
    };
  }
}
