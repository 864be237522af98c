import { on } from '@parta/chassis/events/consumer';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';

/** Periods of the school year: the columns of most sheets. */
export const onCalendar = on(calendarV1, async (trx, { institutionId, key, data }) => {
  if (!data) {
    await trx('calendar').where({ institution_id: institutionId, year_id: key }).delete();
    return;
  }
  await trx('calendar')
    .insert({
      institution_id: institutionId,
      year_id: data.yearId,
      year: data.year,
      starts_on: data.from,
      ends_before: data.to,
      schemes: JSON.stringify(data.schemes),
    })
    .onConflict(['institution_id', 'year_id'])
    .merge();
});
