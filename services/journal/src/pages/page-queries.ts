import { z } from 'zod';
import { jsonRows } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import { JsonText } from '@parta/chassis/http/json-text';
import type { JournalPage } from '@parta/contracts/http/journal/pages';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { PersonName } from '@parta/contracts/values/person';
import { opened } from '../cells/opened-page.ts';
import { StudentRow, studentsOf, WorkRow } from '../cells/page-rows.ts';
import { parseStandings } from '../saves/standing-store.ts';

/** Columns of a cell's row, by the alias of its table. */
interface CellColumns {
  readonly kind: 'mark' | 'attendance' | 'result';
  readonly target: string;
  readonly row: string;
  /** What stands in the cell; null once it was emptied. */
  readonly value: string;
}

/**
 * Cells as the answer holds them, in two texts: `held` and `emptied`. Joined from strings, since Postgres takes twice as long to
 * make each of the 1,800 as an object; nothing that a person wrote is in them.
 * @param opening how a held cell begins, up to its student
 * @param closing how it ends, from its value on
 */
const cellTexts = ({ kind, target, row, value }: CellColumns, opening: string, closing: string): string => {
  const cell = `'"studentId":"', ${row}.student_id, '","version":', ${row}.version`;
  return `
    string_agg(concat(${opening}, ${cell}, ${closing}), ',') filter (where ${value} is not null) as held,
    string_agg(concat('{"kind":"${kind}","targetId":"', ${target}, '",', ${cell}, '}'), ',') filter (where ${value} is null) as emptied`;
};

// days of the period: `[from, to)`
const from = '(select from_date from shown_period)';
const to = '(select to_date from shown_period)';

// By work and by lesson, as the keys of the cells are: the page's own index would bring the whole year's.
const marks = `
  select ${cellTexts(
    { kind: 'mark', target: 'k.work_id', row: 'k', value: 'k.mark' },
    `'{"workId":"', k.work_id, '",'`,
    `',"mark":', k.mark, '}'`,
  )}
  from shown_work w join mark k on k.year = $5 and k.work_id = w.id`;

const attendance = `
  select ${cellTexts(
    { kind: 'attendance', target: 'a.lesson_id', row: 'a', value: 'a.code' },
    `'{"lessonId":"', a.lesson_id, '",'`,
    `',"code":"', a.code, '"}'`,
  )}
  from shown_lesson l join attendance a on a.year = $5 and a.lesson_id = l.id`;

const results = `
  select ${cellTexts(
    { kind: 'result', target: 'r.period_id', row: 'r', value: 'r.result' },
    `'{'`,
    `',"result":', r.result, '}'`,
  )}
  from result r
  where r.year = $5 and r.subject_id = (select subject_id from opened) and r.period_id = (select id from shown_period)
    and r.student_id in
      (select m.student_id from page_class pc join class_member m on m.class_id = pc.class_id where pc.page_id = $1)`;

/** The newest note of each cell; empty where it was taken away. */
const comments = `
  select string_agg(json_build_object('kind', kind, 'targetId', target_id, 'studentId', student_id, 'comment', note)::text, ',') as held
  from (select distinct on (kind, target_id, student_id) kind, target_id, student_id, note from revision_note
    where year = $5 and page_id = $1 and (target_id in (select id from shown_period)
      or target_id in (select id from shown_lesson) or target_id in (select id from shown_work))
    order by kind, target_id, student_id, seq desc) newest where note <> ''`;

const students = `
  select m.student_id, c.class_id, c.parent_id, c.grade, m.from_date, m.to_date,
    coalesce(p.last_name, '…') as last_name, coalesce(p.first_name, '…') as first_name, p.middle_name
  from page_class pc join class c on c.class_id = pc.class_id join class_member m on m.class_id = c.class_id
  left join person p on p.person_id = m.student_id
  where pc.page_id = $1 and m.from_date < ${to} and (m.to_date is null or m.to_date > ${from})`;

const lessons = `
  select l.*, coalesce(r.topic, '') as topic, coalesce(r.homework, '') as homework, coalesce(r.version, 0) as version
  from shown_lesson l left join lesson_record r on r.lesson_id = l.id order by l.date, l.slot, l.id`;

const works = `
  select id, lesson_id, type_key, kind, title, weight, version from shown_work where not removed order by date, slot, id`;

const standings = `
  select period_id, student_id, sum, weight, marks, absences from standing
  where page_id = $1 and period_id = (select id from shown_period)`;

/** The period asked for, else today's, else the nearest that has begun, else the first. */
const period = `
  select (p->>'id')::uuid as id, (p->>'from')::date as from_date, (p->>'to')::date as to_date
  from opened o cross join jsonb_array_elements(o.scheme->'periods') p
  cross join lateral (select ($4::timestamptz at time zone o.time_zone)::date as today) t
  where $3::uuid is null or (p->>'id')::uuid = $3
  order by (p->>'from')::date <= t.today desc, abs((p->>'from')::date - t.today) limit 1`;

const view = `
  with opened as materialized (${opened}), shown_period as materialized (${period}),
  shown_lesson as materialized (
    select id, date, slot, starts_at, ends_at, state from lesson where page_id = $1 and date >= ${from} and date < ${to}),
  shown_work as materialized (
    select w.id, w.lesson_id, w.type_key, w.kind, w.title, w.weight, w.version, w.removed, l.date, l.slot
    from work w join lesson l on l.id = w.lesson_id where w.page_id = $1 and l.date >= ${from} and l.date < ${to})
  select opened.*, (select id from shown_period) as period_id,
    ${jsonRows(students)} as students, ${jsonRows(lessons)} as lessons, ${jsonRows(works)} as works,
    ${jsonRows(standings)} as standings, mark.held as marks, missed.held as attendance,
    outcome.held as results, note.held as comments,
    concat_ws(',', mark.emptied, missed.emptied, outcome.emptied) as emptied
  from opened, (${marks}) mark, (${attendance}) missed, (${results}) outcome, (${comments}) note`;

interface Wanted {
  readonly pageId: string;
  readonly personId: string | null;
  /** Undefined = the period of this moment. */
  readonly periodId: string | undefined;
  readonly now: Date;
  /** Of the page; of another year's partition nothing is shown. */
  readonly year: number;
}

/**
 * A page, what decides who may read it, and everything that it shows of one period, as one row: what the service looks at comes as
 * JSON, the cells as the very text that the answer holds. As rows they would cost five times as much as all the rest of a page.
 */
export const readView = ({ pageId, personId, periodId, now, year }: Wanted): Statement => ({
  name: 'page.view',
  text: view,
  values: [pageId, personId, periodId ?? null, now, year],
});

const Student = StudentRow.extend({
  last_name: z.string(),
  first_name: z.string(),
  middle_name: z.string().nullable(),
});

const nameOf = (row: z.output<typeof Student>): PersonName => ({
  lastName: row.last_name,
  firstName: row.first_name,
  middleName: row.middle_name,
});

const Lesson = z
  .object({
    id: z.uuid(),
    date: CalendarDate,
    slot: z.int(),
    starts_at: z.string(),
    ends_at: z.string(),
    state: z.enum(['planned', 'cancelled', 'displaced']),
    topic: z.string(),
    homework: z.string(),
    version: z.int(),
  })
  .transform(({ starts_at, ends_at, version, ...row }) => ({
    ...row,
    startsAt: starts_at,
    endsAt: ends_at,
    recordVersion: version,
  }));

/** A text of cells as what the answer says with it; the brackets come last, for Postgres would copy all of it to put them on. */
const written = <Name extends keyof JournalPage>() =>
  z
    .string()
    .nullable()
    .transform((text) => new JsonText<JournalPage[Name]>('[', text ?? '', ']'));

const View = z.object({
  period_id: z.uuid().nullable(),
  students: z.array(Student),
  lessons: z.array(Lesson),
  works: z.array(WorkRow),
  standings: z.array(z.unknown()),
  marks: written<'marks'>(),
  attendance: written<'attendance'>(),
  results: written<'results'>(),
  comments: written<'comments'>(),
  emptied: written<'emptied'>(),
});

export function parseView(row: unknown) {
  const { students, lessons, standings, period_id: periodId, ...view } = View.parse(row);
  return {
    ...view,
    periodId,
    lessons,
    students: studentsOf(students),
    names: new Map(students.map((row) => [row.student_id, nameOf(row)])),
    standings: parseStandings(standings),
    lastLesson: lessons.findLast(({ state }) => state === 'planned')?.date ?? null,
  };
}
