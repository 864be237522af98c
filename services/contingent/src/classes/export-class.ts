import type { Knex } from 'knex';
import { z } from 'zod';
import type { Actor } from '@parta/chassis/auth/actor';
import type { FileAnswer } from '@parta/contracts/kernel/operation';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { type PersonName, RelationKind } from '@parta/contracts/values/person';
import { loadToday } from '../copies/institution-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadClassCard } from './class-queries.ts';
import { classSheet } from './class-sheet.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The class list as a sheet that can be imported again. @throws DomainError `class-not-found` */
export function buildExportClass({ inTenant, clock }: Dependencies) {
  return async (actor: Actor, classId: string): Promise<FileAnswer> => {
    const { name, students } = await inTenant({ institutionId: actor.institutionId }, async (trx) => {
      const card = await loadClassCard(trx, clock, classId);
      const ids = card.members.map(({ studentId }) => studentId);
      const guardians = await loadGuardians(trx, ids, await loadToday(trx, clock));
      const list = card.members.map(({ studentId, lastName, firstName, middleName, birthDate }) => ({
        name: { lastName, firstName, middleName },
        birthDate,
        guardians: guardians.get(studentId) ?? [],
      }));
      return { name: card.name, students: list };
    });
    // outside the transaction: a connection is not held while a sheet is drawn
    return { contentType: XLSX, fileName: `${name}.xlsx`, bytes: await classSheet(name, students) };
  };
}

const GuardianRow = z
  .object({
    student_id: z.uuid(),
    kind: RelationKind,
    last_name: z.string(),
    first_name: z.string(),
    middle_name: z.string().nullable(),
  })
  .transform((row) => ({
    studentId: row.student_id,
    relation: row.kind,
    name: { lastName: row.last_name, firstName: row.first_name, middleName: row.middle_name },
  }));

async function loadGuardians(
  trx: Knex.Transaction,
  studentIds: readonly string[],
  today: CalendarDate,
): Promise<ReadonlyMap<string, readonly { name: PersonName; relation: RelationKind }[]>> {
  const rows: unknown = await trx('relation')
    .join('person', { 'person.id': 'guardian_id', 'person.institution_id': 'relation.institution_id' })
    .whereRaw('student_id = any(?) and (valid_to is null or valid_to > ?)', [[...studentIds], today])
    .orderByRaw(`array_position(array['mother', 'father', 'guardian', 'other'], kind), last_name, first_name`)
    .select('student_id', 'kind', 'last_name', 'first_name', 'middle_name');
  return Map.groupBy(z.array(GuardianRow).parse(rows), ({ studentId }) => studentId);
}
