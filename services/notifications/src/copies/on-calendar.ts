import { on } from '@parta/chassis/events/consumer';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { addDays } from '@parta/contracts/values/calendar-date';

/** Names of periods, for messages about results. */
export const onCalendar = on(calendarV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  await trx('period').where({ year: data.year }).delete();
  const periods = data.schemes.flatMap((scheme) => scheme.periods);
  if (periods.length === 0) return;
  await trx('period').insert(
    periods.map((period) => ({
      institution_id: institutionId,
      period_id: period.id,
      year: data.year,
      name: period.name,
      last_day: addDays(period.to, -1),
    })),
  );
});
