import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { CalendarDate } from '../../values/calendar-date.ts';
import { BellSchedule, Holiday, PeriodScheme, SchoolYear } from '../../values/school-year.ts';

export const calendarV1 = stateEvent('curriculum.calendar.v1', {
  topic: 'curriculum.calendars',
  summary: 'School year: periods by scheme, holidays, working Saturdays, bells',
  data: z.object({
    yearId: z.uuid(),
    year: SchoolYear,
    from: CalendarDate,
    to: CalendarDate,
    state: z.enum(['planned', 'open', 'closing', 'closed']),
    schemes: z.array(PeriodScheme),
    holidays: z.array(Holiday),
    workingSaturdays: z.array(CalendarDate),
    weekDays: z.int(),
    bells: z.array(BellSchedule),
  }),
});
