import { ApiProblem } from '../api/api-problem.ts';
import { createEventStreamParser, type StreamEvent } from './event-stream-parser.ts';
import type { LiveEvent } from './inbox-state.ts';

/** The server writes at least a comment every 15 s; a line silent for so long is dead, whatever the phone believes. */
const silenceMilliseconds = 45_000;
const firstRetry = 1_000;
const longestRetry = 30_000;

export interface StreamPorts {
  /** Opens the stream after a position, with a token that holds. */
  open(after: number | undefined, signal: AbortSignal): Promise<Response>;
  heard(event: LiveEvent): void;
  position(): number | undefined;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Resolves at once while there is a network. */
  whenOnline(signal: AbortSignal): Promise<void>;
}

/** Keeps one stream open until `ended`: comes back after the last position when the token, the server or the line ends. */
export async function followInbox(ports: StreamPorts, ended: AbortSignal): Promise<void> {
  let retry = firstRetry;
  let failures = 0;
  while (!ended.aborted) {
    await ports.whenOnline(ended);
    try {
      failures += 1;
      for await (const step of streamOnce(ports, ended)) {
        failures = 0;
        retry = step.retry ?? retry;
        for (const event of step.events) ports.heard(event);
      }
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return;
    }
    await ports.pause(Math.min(longestRetry, retry * 2 ** failures), ended);
  }
}

interface Step {
  readonly events: readonly LiveEvent[];
  readonly retry: number | undefined;
}

async function* streamOnce(ports: StreamPorts, ended: AbortSignal): AsyncGenerator<Step> {
  const line = new AbortController();
  const hangUp = () => line.abort();
  let silence = setTimeout(hangUp, silenceMilliseconds);
  ended.addEventListener('abort', hangUp);
  try {
    const response = await ports.open(ports.position(), line.signal);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const parser = createEventStreamParser();
    while (reader && !ended.aborted) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(hangUp, silenceMilliseconds);
      yield { events: parser.push(value).flatMap(liveEventOf), retry: parser.retry };
    }
  } finally {
    clearTimeout(silence);
    ended.removeEventListener('abort', hangUp);
    line.abort();
  }
}

/** The event in the inbox's words; names of later versions are passed over. */
export function liveEventOf(event: StreamEvent): readonly LiveEvent[] {
  if (event.name === 'state') {
    const { position, unread } = JSON.parse(event.data) as { position: number; unread: number };
    return [{ kind: 'state', position, unread }];
  }
  if (event.name !== 'item') return [];
  return [{ kind: 'item', item: JSON.parse(event.data) as Extract<LiveEvent, { kind: 'item' }>['item'] }];
}
