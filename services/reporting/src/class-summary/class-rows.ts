import { z } from 'zod';
import { CalendarDate, Interval } from '@parta/contracts/values/calendar-date';
import { ResultValue } from '@parta/contracts/values/mark';
import { PersonName } from '@parta/contracts/values/person';
import { PeriodScheme } from '@parta/contracts/values/school-year';

// rows of the read model, parsed where they enter

export const ClassRow = z.object({
  class_id: z.uuid(),
  parent_id: z.uuid().nullable(),
  year: z.int(),
  name: z.string(),
  class_teachers: z.array(Interval.extend({ personId: z.uuid() })),
  members: z.array(Interval.extend({ studentId: z.uuid() })),
});
export type ClassRow = z.infer<typeof ClassRow>;

export const GroupRow = z.object({
  group_id: z.uuid(),
  subject_id: z.uuid(),
  subject_name: z.string(),
  class_ids: z.array(z.uuid()),
  period_scheme_id: z.uuid(),
});
export type GroupRow = z.infer<typeof GroupRow>;

export const CalendarRow = z.object({
  starts_on: CalendarDate,
  ends_before: CalendarDate,
  schemes: z.array(PeriodScheme),
});
export type CalendarRow = z.infer<typeof CalendarRow>;

export const MovementRow = z.object({
  student_id: z.uuid(),
  kind: z.enum(['enrolment', 'transfer', 'expulsion', 'graduation']),
  order_number: z.string(),
  to_class_id: z.uuid().nullable(),
  effective_from: CalendarDate,
});
export type MovementRow = z.infer<typeof MovementRow>;

/** A value with all its cells: the n-th of each list are one cell. */
export const ResultRow = z.object({
  result: ResultValue,
  student_ids: z.array(z.string()),
  subject_ids: z.array(z.string()),
  period_ids: z.array(z.string()),
});
export type ResultRow = z.infer<typeof ResultRow>;

export const NameRow = z.object({ person_id: z.uuid(), name: PersonName });
export const StaffRow = z.object({
  person_id: z.uuid(),
  positions: z.array(Interval.extend({ role: z.string(), title: z.string() })),
});
export type StaffRow = z.infer<typeof StaffRow>;
