import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { OrganisationKind } from '../../values/organisation.ts';

/** A node of the tree. Its own id is the scope in which everyone keeps it. */
export const organisationV1 = stateEvent('identity.organisation.v1', {
  topic: 'identity.organisations',
  summary: 'Node of the tree: region, municipality, school or college',
  data: z.object({
    id: z.uuid(),
    kind: OrganisationKind,
    parentId: z.uuid().nullable(),
    name: z.string(),
    shortName: z.string(),
    timeZone: z.string(),
    state: z.enum(['open', 'closed']),
  }),
});
