import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import { notFound } from '@parta/chassis/errors';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';

const Row = z
  .object({
    student_id: z.uuid(),
    last_name: z.string(),
    first_name: z.string(),
    middle_name: z.string().nullable(),
    group_name: z.string().nullable(),
  })
  .transform((row) => ({
    studentId: row.student_id,
    lastName: row.last_name,
    firstName: row.first_name,
    middleName: row.middle_name,
    groupName: row.group_name,
  }));

export type DiaryOwner = z.output<typeof Row>;

/** Whose diaries the actor may read today: their own, or those of the children here. [IAM-8; R-26] */
export async function readableDiaries(
  trx: Knex.Transaction,
  actor: Actor,
  today: CalendarDate,
): Promise<readonly DiaryOwner[]> {
  const students =
    actor.side === 'guardian'
      ? `select student_id from relation where guardian_id = :person and from_date <= :today and (to_date is null or to_date > :today)`
      : `select distinct student_id from class_member where student_id = :person`;
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select s.student_id, coalesce(p.last_name, '…') as last_name, coalesce(p.first_name, '…') as first_name, p.middle_name,
       (select c.name from class_member m join class c on c.class_id = m.class_id where m.student_id = s.student_id and c.parent_id is null
          and m.from_date <= :today and (m.to_date is null or m.to_date > :today) order by c.year desc limit 1) as group_name
     from (${students}) s left join person p on p.person_id = s.student_id order by p.first_name, s.student_id`,
    { person: actor.personId, today },
  );
  return actor.side === 'staff' || actor.side === 'official' ? [] : z.array(Row).parse(rows);
}

/** @throws DomainError `page-not-found`: a foreign diary is told apart from a missing one by nobody */
export async function openDiary(
  trx: Knex.Transaction,
  actor: Actor,
  studentId: string,
  today: CalendarDate,
): Promise<DiaryOwner> {
  const owner = (await readableDiaries(trx, actor, today)).find((each) => each.studentId === studentId);
  if (!owner) throw notFound('page-not-found');
  return owner;
}
