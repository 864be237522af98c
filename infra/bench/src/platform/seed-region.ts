import pg from 'pg';
import { addDays, dateIn } from '@parta/contracts/values/calendar-date';
import { schoolYearOn } from '@parta/local/seed/calendar-of-year';
import { benchId, benchIdFunction } from './bench-id.ts';

/** How much there is of everything; one class an institution. */
export interface RegionSize {
  readonly institutions: number;
  /** Subjects of the class. */
  readonly pages: number;
  readonly students: number;
  /** Lessons of a page, one a day, the last one today. */
  readonly lessons: number;
  /** Lessons of a page that have a work with a mark of every student; the last lesson's work is there and empty. */
  readonly marked: number;
}

export const schoolOf30: Omit<RegionSize, 'institutions'> = { pages: 6, students: 30, lessons: 60, marked: 20 };

export const today = (): string => dateIn('Europe/Moscow', new Date());
export const year = (): number => schoolYearOn(dateIn('Europe/Moscow', new Date()));

/** Names under which `benchId` knows what a region holds. */
export const names = {
  institution: (i: number) => `institution ${i}`,
  page: (i: number, p: number) => `page ${i} ${p}`,
  teacher: (i: number, p: number) => `teacher ${i} ${p}`,
  student: (i: number, s: number) => `student ${i} ${s}`,
  work: (i: number, p: number, lesson: number) => `work ${i} ${p} ${lesson}`,
  lesson: (i: number, p: number, lesson: number) => `lesson ${i} ${p} ${lesson}`,
};

/**
 * A region as the journal's and the notifications' tables hold it, in a few statements: through the services twenty million marks
 * would take hours. Marks lie as saves leave them behind: a column of a lesson together. Institutions are numbered from 0; more may
 * be added later.
 */
export async function seedRegion(databaseUrl: (service: string) => string, size: RegionSize, first = 0): Promise<void> {
  await inDatabase(databaseUrl('journal'), async (client) => {
    await client.query(benchIdFunction);
    const { institutions, pages, students, lessons, marked } = size;
    const range = `generate_series(${first}, ${institutions - 1})`;
    const each = (count: number): string => `generate_series(0, ${count - 1})`;
    const period = JSON.stringify(schemes()).replaceAll("'", "''");
    const inst = `bench_id('institution ' || i)`;
    const page = `bench_id('page ' || i || ' ' || p)`;
    const lesson = `bench_id('lesson ' || i || ' ' || p || ' ' || l)`;
    const work = `bench_id('work ' || i || ' ' || p || ' ' || l)`;
    const student = `bench_id('student ' || i || ' ' || s)`;
    const day = `(date '${today()}' - ${lessons - 1} + l)`;
    const y = year();
    const marks = `${range} i, ${each(pages)} p, generate_series(${lessons - 1 - marked}, ${lessons - 2}) l, ${each(students)} s`;
    for (const statement of [
      `insert into organisation select ${inst}, 'school', 'Europe/Moscow' from ${range} i`,
      `insert into calendar (institution_id, year, state, schemes, holidays) select ${inst}, ${y}, 'open', '${period}', '[]' from ${range} i`,
      `insert into class (institution_id, class_id, year, name, grade) select ${inst}, bench_id('class ' || i), ${y}, '7Б', 7 from ${range} i`,
      `insert into person (institution_id, person_id, last_name, first_name) select ${inst}, ${student}, 'Фамилия' || chr(1072 + s), 'Имя' from ${range} i, ${each(students)} s`,
      `insert into class_member (institution_id, class_id, student_id, from_date) select ${inst}, bench_id('class ' || i), ${student}, date '${today()}' - 200 from ${range} i, ${each(students)} s`,
      `insert into account (institution_id, user_id, person_id) select ${inst}, bench_id('user student ' || i || ' ' || s), ${student} from ${range} i, ${each(students)} s`,
      `insert into page (institution_id, id, year, subject_id, subject_name, subject_order, name, scale, period_scheme_id, state)
       select ${inst}, ${page}, ${y}, bench_id('subject ' || p), 'Предмет ' || p, p, '7Б', 'five', '${benchId('scheme')}', 'open' from ${range} i, ${each(pages)} p`,
      `insert into page_class (institution_id, page_id, class_id) select ${inst}, ${page}, bench_id('class ' || i) from ${range} i, ${each(pages)} p`,
      `insert into page_teacher (institution_id, page_id, person_id, from_date) select ${inst}, ${page}, bench_id('teacher ' || i || ' ' || p), date '${today()}' - 200 from ${range} i, ${each(pages)} p`,
      `insert into lesson (institution_id, id, page_id, date, slot, starts_at, ends_at, teacher_ids, state)
       select ${inst}, ${lesson}, ${page}, ${day}, p + 1, '08:30', '09:15', array[bench_id('teacher ' || i || ' ' || p)], 'planned'
       from ${range} i, ${each(pages)} p, ${each(lessons)} l`,
      `insert into work (institution_id, id, page_id, lesson_id, type_key, kind, title, weight, version)
       select ${inst}, ${work}, ${page}, ${lesson}, 'test', 'current', 'Тест', 100, 1
       from ${range} i, ${each(pages)} p, generate_series(${lessons - 1 - marked}, ${lessons - 1}) l`,
      `insert into mark (institution_id, year, page_id, work_id, student_id, version, mark)
       select ${inst}, ${y}, ${page}, ${work}, ${student}, 1, jsonb_build_object('kind', 'grade', 'value', 2 + (i + p + l + s) % 4) from ${marks}
       order by l, i, p, s`,
      `insert into standing (institution_id, page_id, period_id, student_id, sum, weight, marks, absences)
       select ${inst}, ${page}, '${benchId('period')}', ${student}, sum(100 * (2 + (i + p + l + s) % 4)), 100 * count(*), count(*), 0 from ${marks} group by i, p, s`,
      'analyze',
    ]) {
      await client.query(statement);
    }
  });
  await inDatabase(databaseUrl('notifications'), (client) => seedNotifications(client, size, first));
  await inDatabase(databaseUrl('reporting'), (client) => seedReporting(client, size, first));
}

/** The class with a result of every student in every subject. */
async function seedReporting(client: pg.Client, size: RegionSize, first: number): Promise<void> {
  await client.query(benchIdFunction);
  const { institutions, pages, students } = size;
  const range = `generate_series(${first}, ${institutions - 1})`;
  const inst = `bench_id('institution ' || i)`;
  const student = `bench_id('student ' || i || ' ' || s)`;
  const eachStudent = `generate_series(0, ${students - 1}) s`;
  const eachPage = `${range} i, generate_series(0, ${pages - 1}) p`;
  const period = JSON.stringify(schemes()).replaceAll("'", "''");
  const [from, y] = [addDays(dateIn('Europe/Moscow', new Date()), -200), year()];
  for (const statement of [
    `insert into organisation (institution_id, kind, name, short_name, time_zone) select ${inst}, 'school', 'Школа № ' || i, 'Школа', 'Europe/Moscow' from ${range} i`,
    `insert into person select ${inst}, ${student}, jsonb_build_object('lastName', 'Фамилия' || chr(1072 + s), 'firstName', 'Имя', 'middleName', null) from ${range} i, ${eachStudent}`,
    `insert into class (institution_id, class_id, year, name, grade, class_teachers, members)
     select ${inst}, bench_id('class ' || i), ${y}, '7Б', 7, '[]',
       (select jsonb_agg(jsonb_build_object('studentId', ${student}, 'from', '${from}', 'to', null)) from ${eachStudent}) from ${range} i`,
    `insert into calendar (institution_id, year_id, year, starts_on, ends_before, schemes)
     select ${inst}, bench_id('year ' || i), ${y}, '${from}', date '${from}' + 300, '${period}' from ${range} i`,
    `insert into teaching_group (institution_id, group_id, year, subject_id, subject_name, subject_order, class_ids, period_scheme_id, state)
     select ${inst}, bench_id('page ' || i || ' ' || p), ${y}, bench_id('subject ' || p), 'Предмет ' || p, p, array[bench_id('class ' || i)],
       '${benchId('scheme')}', 'open' from ${eachPage}`,
    `insert into result (institution_id, year, student_id, subject_id, period_id, page_id, version, changed_at, result)
     select ${inst}, ${y}, ${student}, bench_id('subject ' || p), '${benchId('period')}', bench_id('page ' || i || ' ' || p), 1, now(),
       jsonb_build_object('kind', 'grade', 'value', 2 + (i + p + s) % 4) from ${eachPage}, ${eachStudent}`,
    'analyze',
  ]) {
    await client.query(statement);
  }
}

async function seedNotifications(client: pg.Client, size: RegionSize, first: number): Promise<void> {
  await client.query(benchIdFunction);
  const { institutions, pages, students } = size;
  const range = `generate_series(${first}, ${institutions - 1})`;
  const inst = `bench_id('institution ' || i)`;
  const student = `bench_id('student ' || i || ' ' || s)`;
  const eachStudent = `${range} i, generate_series(0, ${students - 1}) s`;
  const eachPage = `${range} i, generate_series(0, ${pages - 1}) p`;
  for (const statement of [
    `insert into person select ${inst}, ${student}, 'Фамилия' || chr(1072 + s), 'Имя' from ${eachStudent}`,
    `insert into account select ${inst}, bench_id('user student ' || i || ' ' || s), ${student}, 'active' from ${eachStudent}`,
    `insert into class_member (institution_id, class_id, student_id, from_date) select ${inst}, bench_id('class ' || i), ${student}, date '${today()}' - 200 from ${eachStudent}`,
    `insert into page select ${inst}, bench_id('page ' || i || ' ' || p), 'Предмет ' || p from ${eachPage}`,
    `insert into page_class select ${inst}, bench_id('page ' || i || ' ' || p), bench_id('class ' || i) from ${eachPage}`,
    'analyze',
  ]) {
    await client.query(statement);
  }
}

/** One period around all lessons. */
const schemes = () => [
  {
    id: benchId('scheme'),
    name: 'Четверти',
    kind: 'quarter',
    periods: [
      {
        id: benchId('period'),
        number: 1,
        name: 'I четверть',
        from: addDays(dateIn('Europe/Moscow', new Date()), -200),
        to: addDays(dateIn('Europe/Moscow', new Date()), 100),
      },
    ],
  },
];

export async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
