import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { Statement } from '@parta/chassis/db/statement';
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

const childrenOf = `
  select student_id from relation where guardian_id = $1 and from_date <= $2 and (to_date is null or to_date > $2)`;
const oneself = `select distinct student_id from class_member where student_id = $1`;

const diaries = (students: string): string => `
  select s.student_id, coalesce(p.last_name, '…') as last_name, coalesce(p.first_name, '…') as first_name, p.middle_name,
    (select c.name from class_member m join class c on c.class_id = m.class_id where m.student_id = s.student_id and c.parent_id is null
       and m.from_date <= $2 and (m.to_date is null or m.to_date > $2) order by c.year desc limit 1) as group_name
  from (${students}) s left join person p on p.person_id = s.student_id order by p.first_name, s.student_id`;

/** Whose diaries the actor may read today: their own, or those of the children here. [IAM-8; R-26] */
export const readDiaries = ({ side, personId }: Actor, today: CalendarDate): Statement => ({
  name: side === 'guardian' ? 'diary.of-children' : 'diary.of-oneself',
  text: diaries(side === 'guardian' ? childrenOf : oneself),
  values: [personId, today],
});

/** The rows of `readDiaries`. */
export const parseDiaries = ({ side }: Actor, rows: readonly unknown[] | undefined): readonly DiaryOwner[] =>
  side === 'staff' || side === 'official' ? [] : z.array(Row).parse(rows);

/** @throws DomainError `page-not-found`: a foreign diary is told apart from a missing one by nobody */
export function ownerOf(actor: Actor, rows: readonly unknown[] | undefined, studentId: string): DiaryOwner {
  const owner = parseDiaries(actor, rows).find((each) => each.studentId === studentId);
  if (!owner) throw notFound('page-not-found');
  return owner;
}
