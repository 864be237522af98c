import type { ServiceDefinition } from '@parta/chassis/service';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { lessonsOfWeekV1 } from '@parta/contracts/events/curriculum/lessons-of-week.v1';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';
import { IsoWeek } from '@parta/contracts/values/calendar-date';
import { nextCalendarEvents } from './calendar/year-store.ts';
import type { CurriculumConfig } from './curriculum-config.ts';
import { nextGroupEvents } from './teaching-groups/group-store.ts';
import { nextWeekEvents } from './timetable/lesson-store.ts';

/** The streams that curriculum owns. [domain §4] */
export const sources: NonNullable<ServiceDefinition<CurriculumConfig>['sources']> = {
  institutions: (owner) => owner('organisation').orderBy('institution_id').pluck('institution_id'),
  streams: [
    { event: calendarV1, keys: (trx) => trx('year').orderBy('id').pluck('id'), events: nextCalendarEvents },
    { event: teachingGroupV1, keys: (trx) => trx('teaching_group').orderBy('id').pluck('id'), events: nextGroupEvents },
    {
      event: lessonsOfWeekV1,
      keys: async (trx) => {
        const rows: { teaching_group_id: string; week: string }[] = await trx('lesson_week')
          .orderBy(['teaching_group_id', 'week'])
          .select('teaching_group_id', 'week');
        return rows.map(({ teaching_group_id, week }) => `${teaching_group_id}/${week}`);
      },
      events: (trx, institutionId, keys) => nextWeekEvents(trx, institutionId, keys.map(groupWeekOf)),
    },
  ],
};

function groupWeekOf(key: string) {
  const [teachingGroupId = '', week] = key.split('/');
  return { teachingGroupId, week: IsoWeek.parse(week) };
}
