import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { Interval } from '../../values/calendar-date.ts';
import { RelationKind } from '../../values/person.ts';

export const relationV1 = stateEvent('contingent.relation.v1', {
  topic: 'contingent.relations',
  summary: 'Guardian of a student',
  data: Interval.extend({ relationId: z.uuid(), guardianId: z.uuid(), studentId: z.uuid(), kind: RelationKind }),
});
