import { pipeline } from '@parta/chassis/db/pipeline';
import type { InTenant, ReadInTenant } from '@parta/chassis/db/tenant';
import { implement, type Routes } from '@parta/chassis/http/mount';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { parseInbox, parseState, readBack, setReadUpTo } from './inbox-queries.ts';
import type { Nudges } from './nudges.ts';
import { streamInbox } from './stream-inbox.ts';

interface Dependencies {
  readonly inTenant: InTenant;
  readonly readInTenant: ReadInTenant;
  readonly nudges: Nudges;
}

export const inboxRoutes = ({ inTenant, readInTenant, nudges }: Dependencies): Routes =>
  implement(inboxContract, {
    listInbox: async ({ query: { before, limit } }, actor) => {
      const [rows] = await readInTenant(actor, (read) => read([readBack({ before, limit })]));
      const { state, items } = parseInbox(rows);
      return { items: [...items], unread: state.unread, position: state.position };
    },
    markRead: async ({ body }, actor) => {
      const [rows] = await inTenant(actor, (trx) => pipeline(trx, [setReadUpTo(body.upTo)]));
      nudges.now([actor.userId]);
      return { unread: parseState(rows).unread };
    },
    streamInbox: async ({ query }, actor, stream) => {
      const resumed = stream.lastEventId === undefined ? undefined : Number(stream.lastEventId);
      await streamInbox({ readInTenant, nudges }, actor, stream, Number.isSafeInteger(resumed) ? resumed : query.after);
    },
  });
