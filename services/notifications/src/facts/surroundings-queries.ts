import type { Knex } from 'knex';
import { z } from 'zod';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Save, Surroundings } from './facts-of-save.ts';

const Member = z.object({ student_id: z.uuid(), from_date: CalendarDate, to_date: CalendarDate.nullable() });
const Name = z.object({ person_id: z.uuid(), last_name: z.string(), first_name: z.string() });
const PeriodRow = z.object({ period_id: z.uuid(), name: z.string(), last_day: CalendarDate });

/** What the local copies know of a save's page and people. */
export async function readSurroundings(trx: Knex.Transaction, save: Save): Promise<Surroundings> {
  const page: unknown = await trx('page').where({ page_id: save.pageId }).first('subject_name');
  const { subject_name: subjectName } = z.object({ subject_name: z.string() }).optional().parse(page) ?? {
    subject_name: '',
  };
  const members =
    save.records.length === 0
      ? []
      : z
          .array(Member)
          .parse(
            await trx('page_class as pc')
              .join('class_member as m', 'm.class_id', 'pc.class_id')
              .where({ 'pc.page_id': save.pageId })
              .select('m.student_id', 'm.from_date', 'm.to_date'),
          );
  const students = [...save.marks, ...save.attendance, ...save.results].map((each) => each.studentId);
  const ids = [...new Set([...students, ...members.map((member) => member.student_id)])];
  const names = new Map(
    z
      .array(Name)
      .parse(await trx('person').whereIn('person_id', ids).select('person_id', 'last_name', 'first_name'))
      .map((row) => [row.person_id, `${row.first_name} ${row.last_name}`.trim()]),
  );
  const periods = new Map(
    z
      .array(PeriodRow)
      .parse(
        await trx('period')
          .whereIn(
            'period_id',
            save.results.map((each) => each.periodId),
          )
          .select('period_id', 'name', 'last_day'),
      )
      .map((row) => [row.period_id, { name: row.name, lastDay: row.last_day }]),
  );
  return {
    subjectName,
    studentsOn: (date) => [
      ...new Set(
        members
          .filter((each) => each.from_date <= date && (each.to_date === null || date < each.to_date))
          .map((each) => each.student_id),
      ),
    ],
    nameOf: (studentId) => names.get(studentId) ?? '',
    period: (periodId) => periods.get(periodId),
  };
}

const Recipient = z.object({ student_id: z.uuid(), user_id: z.uuid() });

/** Users who are told of a student: the student and the guardians of today, unless their access is closed. */
export async function readRecipients(
  trx: Knex.Transaction,
  studentIds: readonly string[],
  today: CalendarDate,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select s.student_id, a.user_id from unnest(:ids::uuid[]) as s(student_id)
     join account a on a.person_id = s.student_id and a.state <> 'blocked'
     union
     select r.student_id, a.user_id from relation r join account a on a.person_id = r.guardian_id and a.state <> 'blocked'
     where r.student_id = any(:ids::uuid[]) and r.from_date <= :today and (r.to_date is null or r.to_date > :today)`,
    { ids: [...studentIds], today },
  );
  const grouped = Map.groupBy(z.array(Recipient).parse(rows), (row) => row.student_id);
  return new Map([...grouped].map(([studentId, users]) => [studentId, users.map((row) => row.user_id)]));
}
