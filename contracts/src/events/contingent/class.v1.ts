import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { Interval } from '../../values/calendar-date.ts';
import { SchoolYear } from '../../values/school-year.ts';

/** A class (group of a college) or a subgroup of one, with its members over time. */
export const classV1 = stateEvent('contingent.class.v1', {
  topic: 'contingent.classes',
  summary: 'Class or subgroup: name, grade, class teachers and members with intervals',
  data: z.object({
    classId: z.uuid(),
    /** The class that a subgroup divides. */
    parentId: z.uuid().nullable(),
    year: SchoolYear,
    name: z.string(),
    grade: z.int(),
    classTeachers: z.array(Interval.extend({ personId: z.uuid() })),
    members: z.array(Interval.extend({ studentId: z.uuid() })),
  }),
});
