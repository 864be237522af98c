import type { InTenant } from '@parta/chassis/db/tenant';
import { implement, type Routes } from '@parta/chassis/http/mount';
import { inboxContract } from '@parta/contracts/http/notifications/inbox';
import { readBack, readState, setReadUpTo } from './inbox-queries.ts';
import type { Nudges } from './nudges.ts';
import { streamInbox } from './stream-inbox.ts';

export const inboxRoutes = (inTenant: InTenant, nudges: Nudges): Routes =>
  implement(inboxContract, {
    listInbox: async ({ query: { before, limit } }, actor) =>
      inTenant(actor, async (trx) => {
        const state = await readState(trx);
        return {
          items: [...(await readBack(trx, state, { before, limit }))],
          unread: state.unread,
          position: state.position,
        };
      }),
    markRead: async ({ body }, actor) => {
      const unread = await inTenant(actor, async (trx) => {
        await setReadUpTo(trx, body.upTo);
        return (await readState(trx)).unread;
      });
      nudges.now(actor.userId);
      return { unread };
    },
    streamInbox: async ({ query }, actor, stream) => {
      const resumed = stream.lastEventId === undefined ? undefined : Number(stream.lastEventId);
      await streamInbox({ inTenant, nudges }, actor, stream, Number.isSafeInteger(resumed) ? resumed : query.after);
    },
  });
