import type { Interval } from '@parta/contracts/values/calendar-date';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { PersonName } from '@parta/contracts/values/person';
import type { Knex } from 'knex';
import { z } from 'zod';
import { Grants } from '../accounts/account.ts';
import type { Facts } from '../accounts/grants.ts';

/** What is known here of one person; `name` and `consent` come with the person's own event, which may be the last to arrive. */
export interface KnownPerson {
  readonly personId: string;
  readonly known: { readonly name: PersonName; readonly consent: 'given' | 'missing' | 'withdrawn' } | undefined;
  readonly facts: Facts;
}

const span = { from_date: CalendarDate, to_date: CalendarDate.nullable() };
const PersonRow = z.object({
  person_id: z.uuid(),
  name: PersonName,
  consent: z.enum(['given', 'missing', 'withdrawn']),
});
const StaffRow = z.object({ person_id: z.uuid(), positions: Grants });
const MemberRow = z.object({ student_id: z.uuid(), ...span });
const TeacherRow = z.object({ person_id: z.uuid(), ...span });
const RelationRow = z.object({ guardian_id: z.uuid(), student_id: z.uuid(), ...span });

const intervalOf = ({ from_date, to_date }: { from_date: CalendarDate; to_date: CalendarDate | null }): Interval => ({
  from: from_date,
  to: to_date,
});

/** Everything that decides the access of these persons, in five reads however many they are. */
export async function knownPersons(
  trx: Knex.Transaction,
  institutionId: string,
  personIds: readonly string[],
): Promise<readonly KnownPerson[]> {
  const own = (table: string) => trx(table).where({ institution_id: institutionId });
  const relations = z
    .array(RelationRow)
    .parse(await own('relation').whereIn('guardian_id', personIds).orderBy('relation_id'));
  const students = [...personIds, ...relations.map(({ student_id }) => student_id)];
  const people = z.array(PersonRow).parse(await own('person').whereIn('person_id', personIds));
  const staff = z.array(StaffRow).parse(await own('staff').whereIn('person_id', personIds));
  const members = z.array(MemberRow).parse(await own('class_member').whereIn('student_id', students));
  const teachers = z.array(TeacherRow).parse(await own('class_teacher').whereIn('person_id', personIds));
  const membershipOf = (studentId: string): Interval[] =>
    members.filter((row) => row.student_id === studentId).map(intervalOf);
  return personIds.map((personId) => {
    const person = people.find((row) => row.person_id === personId);
    return {
      personId,
      known: person && { name: person.name, consent: person.consent },
      facts: {
        positions: staff.find((row) => row.person_id === personId)?.positions ?? [],
        classTeaching: teachers.filter((row) => row.person_id === personId).map(intervalOf),
        membership: membershipOf(personId),
        children: relations
          .filter((row) => row.guardian_id === personId)
          .map((row) => ({ relation: intervalOf(row), membership: membershipOf(row.student_id) })),
      },
    };
  });
}

export async function guardiansOf(
  trx: Knex.Transaction,
  institutionId: string,
  studentIds: readonly string[],
): Promise<readonly string[]> {
  const rows: unknown = await trx('relation')
    .where({ institution_id: institutionId })
    .whereIn('student_id', studentIds)
    .distinct('guardian_id');
  return z
    .array(z.object({ guardian_id: z.uuid() }))
    .parse(rows)
    .map((row) => row.guardian_id);
}
