import type { Actor } from '@parta/chassis/auth/actor';
import type { Role } from '@parta/contracts/kernel/roles';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import { z } from 'zod';

const issueToEveryone: readonly Role[] = ['administrator', 'secretary', 'region-official', 'municipality-official'];

/** Administrator and secretary hand codes to all of the institution, a class teacher to the own class. [IAM-6; R-91 row 1] */
export const mayIssueToEveryone = (actor: Actor): boolean => actor.roles.some((role) => issueToEveryone.includes(role));

/** The classes that a person leads on that day. */
export async function classesLedBy(
  trx: Knex.Transaction,
  institutionId: string,
  { personId, today }: { personId: string | null; today: CalendarDate },
): Promise<readonly string[]> {
  if (personId === null) return [];
  const rows: unknown = await trx('class_teacher')
    .where({ institution_id: institutionId, person_id: personId })
    .where('from_date', '<=', today)
    .where((to) => void to.whereNull('to_date').orWhere('to_date', '>', today))
    .distinct('class_id');
  return z
    .array(z.object({ class_id: z.uuid() }))
    .parse(rows)
    .map((row) => row.class_id);
}

export interface ClassPeople {
  readonly students: readonly string[];
  readonly guardians: readonly string[];
}

/** Students of these classes whose membership has not ended, and their guardians; those who begin later included. */
export async function peopleOfClasses(
  trx: Knex.Transaction,
  institutionId: string,
  { classIds, today }: { classIds: readonly string[]; today: CalendarDate },
): Promise<ClassPeople> {
  const rows: unknown = await trx('class_member')
    .where({ institution_id: institutionId })
    .whereIn('class_id', classIds)
    .where((to) => void to.whereNull('to_date').orWhere('to_date', '>', today))
    .distinct('student_id');
  const students = z
    .array(z.object({ student_id: z.uuid() }))
    .parse(rows)
    .map((row) => row.student_id);
  const relations: unknown = await trx('relation')
    .where({ institution_id: institutionId })
    .whereIn('student_id', students)
    .where((to) => void to.whereNull('to_date').orWhere('to_date', '>', today))
    .distinct('guardian_id');
  return {
    students,
    guardians: z
      .array(z.object({ guardian_id: z.uuid() }))
      .parse(relations)
      .map((row) => row.guardian_id),
  };
}
