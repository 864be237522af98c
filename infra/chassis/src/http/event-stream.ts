import type { Request, Response } from 'express';
import type { Actor } from '../auth/actor.ts';

const HEARTBEAT_MS = 15_000;

/** Server-sent events to one reader. */
export interface EventStream {
  /** `id` is what the reader sends back as `Last-Event-ID` after a gap. */
  send(event: { readonly id?: string; readonly name: string; readonly data: unknown }): void;
  readonly lastEventId: string | undefined;
  /** Ends when the reader left, the token ended, or the service closes. */
  readonly ended: AbortSignal;
  close(): void;
}

const open = new Set<EventStream>();

export const openStreams = (): number => open.size;

/** Tells every reader to come back; a rolling restart spreads them by the retry time that each got. */
export function closeStreams(): void {
  for (const stream of open) stream.close();
}

/**
 * Runs a stream until its work is done or the reader, the token or the service ends it. A comment every 15 s keeps
 * proxies from closing a quiet line.
 */
export async function openStream(
  request: Request,
  response: Response,
  actor: Actor | undefined,
  work: (stream: EventStream) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  /** Written with the first words, so that work which refuses at once answers a problem. */
  const write = (text: string): void => {
    if (!response.headersSent) begin(response);
    response.write(text);
  };
  const stream: EventStream = {
    send: ({ id, name, data }) => {
      if (ending.signal.aborted) return;
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    lastEventId: request.header('last-event-id'),
    ended: ending.signal,
    close: () => ending.abort(),
  };
  open.add(stream);
  response.on('close', () => ending.abort());
  const heartbeat = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
  const expiry = setTimeout(
    () => ending.abort(),
    actor ? Math.max(0, actor.until.getTime() - Date.now()) : 2 ** 31 - 1,
  );
  try {
    await work(stream);
  } finally {
    clearInterval(heartbeat);
    clearTimeout(expiry);
    open.delete(stream);
    if (response.headersSent) response.end();
  }
}

function begin(response: Response): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  // readers come back at different moments
  response.write(`retry: ${500 + Math.floor(Math.random() * 1500)}\n\n`);
}
