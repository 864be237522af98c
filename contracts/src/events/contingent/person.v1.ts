import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { PersonName } from '../../values/person.ts';

/** The only stream with names; an erasure publishes a tombstone. [domain §8] */
export const personV1 = stateEvent('contingent.person.v1', {
  topic: 'contingent.people',
  summary: 'A person in one institution',
  data: z.object({
    personId: z.uuid(),
    kinds: z.array(z.enum(['student', 'guardian', 'staff'])),
    name: PersonName,
    consent: z.enum(['given', 'missing', 'withdrawn']),
  }),
});
