import { z } from 'zod';
import { stateEvent } from '../../kernel/event.ts';
import { CalendarDate, IsoWeek } from '../../values/calendar-date.ts';

/** All lessons of one teaching group in one ISO week. Root is the teaching group, key `<teachingGroupId>/<week>`. */
export const lessonsOfWeekV1 = stateEvent('curriculum.lessons-of-week.v1', {
  topic: 'curriculum.lessons',
  summary: 'Dated lessons of one teaching group in one week',
  data: z.object({
    teachingGroupId: z.uuid(),
    week: IsoWeek,
    lessons: z.array(
      z.object({
        id: z.uuid(),
        date: CalendarDate,
        slot: z.int(),
        startsAt: z.string(),
        endsAt: z.string(),
        room: z.string().nullable(),
        teacherIds: z.array(z.uuid()),
        state: z.enum(['planned', 'cancelled', 'displaced']),
      }),
    ),
  }),
});
