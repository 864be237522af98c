import type { Actor } from '@parta/chassis/auth/actor';
import type { ReadInTenant } from '@parta/chassis/db/tenant';
import type { EventStream } from '@parta/chassis/http/event-stream';
import { continueTrace } from '@parta/chassis/tracing/span';
import { parseInbox, readAfter } from './inbox-queries.ts';
import type { Nudges } from './nudges.ts';

const BATCH = 100;

interface Dependencies {
  readonly readInTenant: ReadInTenant;
  readonly nudges: Nudges;
}

/**
 * Every item after a position, then every new one, until the stream ends. The database is what is read; a nudge only says when.
 * The first event tells the position and the unread count, also after a gap.
 */
export async function streamInbox(
  { readInTenant, nudges }: Dependencies,
  actor: Actor,
  stream: EventStream,
  from: number | undefined,
): Promise<void> {
  let nudged = Promise.withResolvers<void>();
  /** The trace of the first change that this reader has not been told of. */
  let cause: string | undefined;
  const stop = nudges.listen(actor.userId, (traceparent) => {
    cause ??= traceparent;
    nudged.resolve();
  });
  stream.ended.addEventListener('abort', () => nudged.resolve());
  try {
    const teller = buildTeller({ readInTenant, actor, stream }, from);
    while (!stream.ended.aborted) {
      nudged = Promise.withResolvers();
      const because = cause;
      cause = undefined;
      const told = await continueTrace(because, { name: 'push to inbox', kind: 'producer' }, async (span) => {
        const items = await teller();
        span?.tell({ 'parta.items': items });
        return items;
      });
      if (told < BATCH) await nudged.promise;
    }
  } finally {
    stop();
  }
}

interface Line extends Pick<Dependencies, 'readInTenant'> {
  readonly actor: Actor;
  readonly stream: EventStream;
}

/** Tells what is new since its last call, at most a batch; answers how many items that were. */
function buildTeller({ readInTenant, actor, stream }: Line, from: number | undefined): () => Promise<number> {
  let after = from;
  let told = -1;
  return async () => {
    const [rows] = await readInTenant(actor, (read) => read([readAfter(after, BATCH)]));
    const { state, items } = parseInbox(rows);
    if (told !== state.unread || after === undefined)
      stream.send({ name: 'state', data: { position: state.position, unread: state.unread } });
    told = state.unread;
    after ??= state.position;
    for (const item of items) {
      stream.send({ id: String(item.position), name: 'item', data: item });
      after = item.position;
    }
    return items.length;
  };
}
