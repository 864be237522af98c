import { on } from '@parta/chassis/events/consumer';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { rebuildStandings } from '../saves/rebuild-standings.ts';

/** Periods and holidays of a school year; moved borders of periods put marks into other sums. [domain §6] */
export const onCalendar = on(calendarV1, async (trx, { institutionId, data }) => {
  if (!data) return;
  const schemes = JSON.stringify(data.schemes);
  const before: unknown = await trx('calendar')
    .where({ year: data.year })
    .first(trx.raw('schemes = ?::jsonb as same', [schemes]));
  await trx('calendar')
    .insert({
      institution_id: institutionId,
      year: data.year,
      state: data.state,
      schemes,
      holidays: JSON.stringify(data.holidays),
    })
    .onConflict(['institution_id', 'year'])
    .merge();
  const moved = typeof before === 'object' && before !== null && 'same' in before && before.same === false;
  if (moved) await rebuildStandings(trx, institutionId, data.year);
});
