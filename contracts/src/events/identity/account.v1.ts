import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { Role } from '../../kernel/roles.ts';
import { Interval } from '../../values/calendar-date.ts';

/**
 * A user as one node of the tree knows them; never a secret, no login. Root and key are `<userId>` within the node, so an
 * institution learns nothing about assignments elsewhere.
 */
export const accountV1 = stateEvent('identity.account.v1', {
  topic: 'identity.accounts',
  summary: 'Account of a user at one node, with the roles held there',
  data: z.object({
    userId: z.uuid(),
    personId: z.uuid().nullable(),
    state: z.enum(['invited', 'active', 'blocked']),
    roles: z.array(Interval.extend({ role: Role })),
  }),
});
