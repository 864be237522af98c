import { z } from 'zod';
import { asOneRead } from '@parta/chassis/db/json-sql';
import type { Statement } from '@parta/chassis/db/statement';
import type { Read } from '@parta/chassis/db/transact';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Save, Surroundings } from './facts-of-save.ts';

/** Users who are told of each student. */
type Recipients = ReadonlyMap<string, readonly string[]>;

/**
 * What the local copies know of a save's page and people, in one round trip: recipients are read for everybody whom the save may
 * concern, so that they need not wait for its facts.
 */
export async function readSurroundings(
  read: Read,
  save: Save,
  today: CalendarDate,
): Promise<{ readonly around: Surroundings; readonly recipients: Recipients }> {
  const students = [...save.marks, ...save.attendance, ...save.results].map((each) => each.studentId);
  const told = { students: [...new Set(students)], pageId: save.records.length > 0 ? save.pageId : null };
  const [[row] = []] = await read([
    asOneRead('news.around', {
      page: { name: 'news.page', text: 'select subject_name from page where page_id = $1', values: [save.pageId] },
      names: readNames(told),
      recipients: readRecipients(told, today),
      ...(told.pageId !== null && { members: readMembers(told.pageId) }),
      ...(save.results.length > 0 && { periods: readPeriods(save.results.map((each) => each.periodId)) }),
    }),
  ]);
  const rows = Rows.parse(row);
  return { around: surroundingsOf(rows), recipients: recipientsOf(rows.recipients) };
}

/** Whom a save may concern: the students of its cells, and everybody who was ever on the page if that is not null. */
interface Concerned {
  readonly students: readonly string[];
  readonly pageId: string | null;
}

/** In sub-selects the values are hidden from the planner, which would else find a plan for just them worth its cost, at every save. */
const concerned = `
  select unnest((select $1::uuid[])) as student_id
  union
  select m.student_id from page_class pc join class_member m on m.class_id = pc.class_id where pc.page_id = (select $2::uuid)`;

const readNames = ({ students, pageId }: Concerned): Statement => ({
  name: 'news.names',
  text: `select p.person_id, p.last_name, p.first_name from (${concerned}) s join person p on p.person_id = s.student_id`,
  values: [students, pageId],
});

/** The student and the guardians of today, unless their access is closed. */
const readRecipients = ({ students, pageId }: Concerned, today: CalendarDate): Statement => ({
  name: 'news.recipients',
  text: `with s as (${concerned})
         select s.student_id, a.user_id from s join account a on a.person_id = s.student_id and a.state <> 'blocked'
         union
         select s.student_id, a.user_id from s
         join relation r on r.student_id = s.student_id and r.from_date <= $3 and (r.to_date is null or r.to_date > $3)
         join account a on a.person_id = r.guardian_id and a.state <> 'blocked'`,
  values: [students, pageId, today],
});

const readMembers = (pageId: string): Statement => ({
  name: 'news.members',
  text: `select m.student_id, m.from_date, m.to_date from page_class pc join class_member m on m.class_id = pc.class_id
         where pc.page_id = $1`,
  values: [pageId],
});

const readPeriods = (ids: readonly string[]): Statement => ({
  name: 'news.periods',
  text: 'select period_id, name, last_day from period where period_id = any((select $1::uuid[])::uuid[])',
  values: [ids],
});

const Rows = z.object({
  page: z.array(z.object({ subject_name: z.string() })),
  names: z.array(z.object({ person_id: z.uuid(), last_name: z.string(), first_name: z.string() })),
  recipients: z.array(z.object({ student_id: z.uuid(), user_id: z.uuid() })),
  members: z
    .array(z.object({ student_id: z.uuid(), from_date: CalendarDate, to_date: CalendarDate.nullable() }))
    .default([]),
  periods: z.array(z.object({ period_id: z.uuid(), name: z.string(), last_day: CalendarDate })).default([]),
});
type Rows = z.output<typeof Rows>;

function surroundingsOf({ page, names, members, periods }: Rows): Surroundings {
  const nameOf = new Map(names.map((row) => [row.person_id, `${row.first_name} ${row.last_name}`.trim()]));
  const periodOf = new Map(periods.map((row) => [row.period_id, { name: row.name, lastDay: row.last_day }]));
  return {
    subjectName: page[0]?.subject_name ?? '',
    studentsOn: (date) => [
      ...new Set(
        members
          .filter((each) => each.from_date <= date && (each.to_date === null || date < each.to_date))
          .map((each) => each.student_id),
      ),
    ],
    nameOf: (studentId) => nameOf.get(studentId) ?? '',
    period: (periodId) => periodOf.get(periodId),
  };
}

function recipientsOf(rows: Rows['recipients']): Recipients {
  const grouped = Map.groupBy(rows, (row) => row.student_id);
  return new Map([...grouped].map(([studentId, users]) => [studentId, users.map((row) => row.user_id)]));
}
