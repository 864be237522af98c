import type { Knex } from 'knex';
import { z } from 'zod';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { calendarV1 } from '@parta/contracts/events/curriculum/calendar.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { BellSchedule, Holiday, PeriodScheme } from '@parta/contracts/values/school-year';
import type { InUse, Year } from './year.ts';

const YearRow = z
  .object({
    year: z.int(),
    id: z.uuid(),
    version: z.number(),
    from_date: CalendarDate,
    to_date: CalendarDate,
    state: z.enum(['planned', 'open', 'closing', 'closed']),
    week_days: z.int(),
    schemes: z.array(PeriodScheme),
    holidays: z.array(Holiday),
    working_saturdays: z.array(CalendarDate),
    bells: z.array(BellSchedule),
  })
  .transform(
    ({ from_date, to_date, week_days, working_saturdays, ...row }): Year => ({
      ...row,
      from: from_date,
      to: to_date,
      weekDays: week_days,
      workingSaturdays: working_saturdays,
    }),
  );

const columns = [
  ...['year', 'id', 'version', 'from_date', 'to_date', 'state', 'week_days'],
  ...['schemes', 'holidays', 'working_saturdays', 'bells'],
];

/** Years in order, newest first. */
export async function loadYears(trx: Knex.Transaction): Promise<Year[]> {
  return z.array(YearRow).parse(await trx('year').orderBy('year', 'desc').select(columns));
}

/** The year under its lock; whoever plans lessons of it waits here for whoever does. */
export async function lockYear(trx: Knex.Transaction, year: number): Promise<Year | undefined> {
  const row: unknown = await trx('year').where({ year }).forNoKeyUpdate().select(columns).first();
  return row === undefined ? undefined : YearRow.parse(row);
}

/** Writes the year with its next version and publishes it whole. */
export async function saveYearRow(trx: Knex.Transaction, institutionId: string, year: Year): Promise<Year> {
  const saved = { ...year, version: year.version + 1 };
  const row = {
    institution_id: institutionId,
    year: saved.year,
    id: saved.id,
    version: saved.version,
    from_date: saved.from,
    to_date: saved.to,
    state: saved.state,
    week_days: saved.weekDays,
    schemes: JSON.stringify(saved.schemes),
    holidays: JSON.stringify(saved.holidays),
    working_saturdays: JSON.stringify(saved.workingSaturdays),
    bells: JSON.stringify(saved.bells),
  };
  await trx('year').insert(row).onConflict(['institution_id', 'year']).merge();
  await publishLater(trx, [calendarEvent(institutionId, saved)]);
  return saved;
}

/** The year whole, as its version is. */
export function calendarEvent(institutionId: string, year: Year): OutgoingEvent {
  const { id, version, schemes, holidays, workingSaturdays, bells, ...rest } = year;
  const lists = {
    schemes: [...schemes],
    holidays: [...holidays],
    workingSaturdays: [...workingSaturdays],
    bells: [...bells],
  };
  return calendarV1.of({ institutionId, root: id, key: id, version }, { yearId: id, ...rest, ...lists });
}

/** Gives these years their next version and answers them whole. */
export async function nextCalendarEvents(
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<OutgoingEvent[]> {
  const rows: unknown = await trx('year')
    .whereRaw('id = any(?)', [[...ids]])
    .update({ version: trx.raw('version + 1') })
    .returning(columns);
  return z
    .array(YearRow)
    .parse(rows)
    .map((year) => calendarEvent(institutionId, year));
}

/** Schemes that teaching groups of the year follow, and bells that its timetables ring by. */
export async function loadInUse(trx: Knex.Transaction, year: number): Promise<InUse> {
  const schemes: { period_scheme_id: string }[] = await trx('teaching_group')
    .where({ year })
    .distinct('period_scheme_id');
  const bells: { bell_schedule_id: string }[] = await trx('timetable_version')
    .where({ year })
    .distinct('bell_schedule_id');
  return {
    schemeIds: new Set(schemes.map((row) => row.period_scheme_id)),
    bellIds: new Set(bells.map((row) => row.bell_schedule_id)),
  };
}
