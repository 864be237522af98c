import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { Role } from '../../kernel/roles.ts';
import { Interval } from '../../values/calendar-date.ts';

/** Employment: rights begin and end with it. [IAM-4] */
export const staffV1 = stateEvent('contingent.staff.v1', {
  topic: 'contingent.staff',
  summary: 'Positions of a member of staff',
  data: z.object({ personId: z.uuid(), positions: z.array(Interval.extend({ role: Role, title: z.string() })) }),
});
