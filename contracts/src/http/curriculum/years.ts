import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { BellSchedule, Holiday, PeriodScheme, SchoolYear } from '../../values/school-year.ts';

/** A school year with its calendar; dates half-open. [CUR-1] */
export const AcademicYear = z
  .object({
    id: z.uuid(),
    year: SchoolYear,
    from: CalendarDate,
    to: CalendarDate,
    state: z.enum(['planned', 'open', 'closing', 'closed']),
    schemes: z.array(PeriodScheme).min(1).max(10),
    holidays: z.array(Holiday).max(60),
    workingSaturdays: z.array(CalendarDate).max(60),
    /** Days of the school week: 5 or 6. */
    weekDays: z.int().min(5).max(6),
    bells: z.array(BellSchedule).max(20),
  })
  .meta({ id: 'AcademicYear' });
export type AcademicYear = z.infer<typeof AcademicYear>;

export const yearsContract = contract({
  listYears: {
    method: 'get',
    path: '/years',
    summary: 'School years of the institution with periods, holidays and bells',
    permission: 'timetable.read',
    idempotency: 'none',
    success: { status: 200, body: z.object({ years: z.array(AcademicYear) }) },
    problems: [],
  },
  saveYear: {
    method: 'put',
    path: '/years/{year}',
    summary: 'Open a school year or change its calendar; ids are made by the caller',
    permission: 'curriculum.manage',
    idempotency: 'natural',
    params: z.object({ year: z.coerce.number().pipe(SchoolYear) }),
    body: AcademicYear.omit({ year: true, state: true }),
    success: { status: 200, body: AcademicYear },
    problems: ['periods-overlap', 'period-outside-year', 'year-closed'],
  },
});
