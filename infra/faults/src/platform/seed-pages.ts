import { benchId } from '@parta/bench/platform/bench-id';
import { inDatabase, names, seedRegion, today, year } from '@parta/bench/platform/seed-region';
import { addDays, type CalendarDate } from '@parta/contracts/values/calendar-date';

/** What the clients of a run write on; one class an institution. */
export interface Region {
  readonly institutions: number;
  readonly pages: number;
  readonly students: number;
}

/** Lessons, one a day up to today, all of them within the edit window. */
export const LESSONS = 8;
export const TEACHERS_A_PAGE = 2;
export const periodId = benchId('closing period');

export const teacherName = (institution: number, page: number, teacher: number): string =>
  teacher === 0 ? names.teacher(institution, page) : `co-teacher ${institution} ${page} ${teacher}`;

/** Empty pages with two teachers each, in a period that ends today, so that results may be set. */
export async function seedPages(databaseUrl: (service: string) => string, region: Region): Promise<void> {
  await seedRegion(databaseUrl, { ...region, lessons: LESSONS, marked: LESSONS - 1 });
  const schemes = JSON.stringify([
    {
      id: benchId('scheme'),
      name: 'Четверти',
      kind: 'quarter',
      periods: [
        { id: periodId, number: 1, name: 'I четверть', from: day(-200), to: day(1) },
        { id: benchId('next period'), number: 2, name: 'II четверть', from: day(1), to: day(100) },
      ],
    },
  ]);
  await inDatabase(databaseUrl('journal'), async (client) => {
    await client.query('truncate mark, standing');
    await client.query('update calendar set schemes = $1', [schemes]);
    await client.query(
      `insert into page_teacher (institution_id, page_id, person_id, from_date)
       select bench_id('institution ' || i), bench_id('page ' || i || ' ' || p), bench_id('co-teacher ' || i || ' ' || p || ' ' || t), date '${today()}' - 200
       from generate_series(0, $1 - 1) i, generate_series(0, $2 - 1) p, generate_series(1, $3 - 1) t`,
      [region.institutions, region.pages, TEACHERS_A_PAGE],
    );
  });
  await inDatabase(databaseUrl('reporting'), async (client) => {
    await client.query('truncate result');
    await client.query('update calendar set schemes = $1', [schemes]);
  });
  await inDatabase(databaseUrl('notifications'), (client) =>
    client.query(
      `insert into period (institution_id, period_id, year, name, last_day)
       select bench_id('institution ' || i), $2, $3, 'I четверть', $4 from generate_series(0, $1 - 1) i`,
      [region.institutions, periodId, year(), day(0)],
    ),
  );
}

const day = (offset: number): CalendarDate => addDays(today() as CalendarDate, offset);
