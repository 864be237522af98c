import type { Knex } from 'knex';
import { z } from 'zod';
import { uuidV7 } from '@parta/contracts/kernel/uuid';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { OrderHead } from '../orders/order-store.ts';
import { fullNameKey } from '../people/name-key.ts';
import { insertPeople, type NewPerson, publishPeople, recordConsent } from '../people/person-store.ts';
import { insertRelations, type NewRelation, publishRelations } from '../people/relation-store.ts';
import type { Student } from './read-row.ts';

interface Enrolment {
  readonly enrolling: readonly {
    readonly studentId: string;
    readonly row: { readonly student: Student | undefined };
  }[];
  readonly order: OrderHead;
  readonly from: CalendarDate;
}

/**
 * Adds students and guardians of an imported list, with the consent that the order records. Guardians of the same name under
 * two children stay two persons: people are never merged by themselves. [domain §2]
 */
export async function enrolPeople(
  trx: Knex.Transaction,
  institutionId: string,
  { enrolling, order, from }: Enrolment,
): Promise<void> {
  const known = await loadGuardianNames(
    trx,
    enrolling.map(({ studentId }) => studentId),
  );
  const students: NewPerson[] = [];
  const guardians: NewPerson[] = [];
  const relations: NewRelation[] = [];
  for (const { studentId, row } of enrolling) {
    if (!row.student) continue;
    students.push({ id: studentId, name: row.student.name, birthDate: row.student.birthDate, kind: 'student' });
    for (const { name, relation } of row.student.guardians) {
      if (known.has(`${studentId} ${fullNameKey(name)}`)) continue;
      const guardianId = uuidV7();
      guardians.push({ id: guardianId, name, birthDate: null, kind: 'guardian' });
      relations.push({ id: uuidV7(), studentId, guardianId, kind: relation, from });
    }
  }
  const added = await insertPeople(trx, institutionId, [...students, ...guardians]);
  await insertRelations(trx, institutionId, relations);
  const personIds = [...students, ...guardians].map(({ id }) => id);
  await recordConsent(trx, institutionId, {
    personIds,
    paper: { document: `Приказ № ${order.number}`, on: order.date },
  });
  await publishPeople(trx, institutionId, added);
  await publishRelations(
    trx,
    institutionId,
    relations.map(({ id }) => id),
  );
}

const GuardianRow = z.object({
  student_id: z.uuid(),
  last_name: z.string(),
  first_name: z.string(),
  middle_name: z.string().nullable(),
});

/** `student name` of every guardian that these students have. */
async function loadGuardianNames(trx: Knex.Transaction, studentIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: unknown = await trx('relation')
    .join('person', { 'person.id': 'guardian_id', 'person.institution_id': 'relation.institution_id' })
    .whereRaw('student_id = any(?)', [[...studentIds]])
    .select('student_id', 'last_name', 'first_name', 'middle_name');
  const names = z
    .array(GuardianRow)
    .parse(rows)
    .map((row) => {
      const name = { lastName: row.last_name, firstName: row.first_name, middleName: row.middle_name };
      return `${row.student_id} ${fullNameKey(name)}`;
    });
  return new Set(names);
}
