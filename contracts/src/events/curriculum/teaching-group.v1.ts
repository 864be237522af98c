import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { Interval } from '../../values/calendar-date.ts';
import { Scale } from '../../values/mark.ts';
import { SchoolYear } from '../../values/school-year.ts';

/** Becomes a journal page of the same id. */
export const teachingGroupV1 = stateEvent('curriculum.teaching-group.v1', {
  topic: 'curriculum.teaching-groups',
  summary: 'Subject × members × year with teachers over time and hours',
  data: z.object({
    id: z.uuid(),
    year: SchoolYear,
    subject: z.object({ id: z.uuid(), name: z.string(), shortName: z.string(), order: z.int() }),
    /** As the journal's head shows it: «9Б», «9Б, англ. 1». */
    name: z.string(),
    /** Classes or subgroups. */
    classIds: z.array(z.uuid()),
    teachers: z.array(Interval.extend({ personId: z.uuid() })),
    hoursPerWeek: z.number(),
    periodSchemeId: z.uuid(),
    scale: Scale,
    state: z.enum(['open', 'closed']),
  }),
});
