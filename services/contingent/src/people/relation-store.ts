import type { Knex } from 'knex';
import { z } from 'zod';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { RelationKind } from '@parta/contracts/values/person';
import { insertRows } from '../insert-store.ts';

const RelationRow = z
  .object({
    id: z.uuid(),
    version: z.number(),
    student_id: z.uuid(),
    guardian_id: z.uuid(),
    kind: RelationKind,
    valid_from: CalendarDate,
    valid_to: CalendarDate.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    version: row.version,
    studentId: row.student_id,
    guardianId: row.guardian_id,
    kind: row.kind,
    from: row.valid_from,
    to: row.valid_to,
  }));

export interface NewRelation {
  readonly id: string;
  readonly studentId: string;
  readonly guardianId: string;
  readonly kind: RelationKind;
  readonly from: CalendarDate;
}

export async function insertRelations(
  trx: Knex.Transaction,
  institutionId: string,
  relations: readonly NewRelation[],
): Promise<void> {
  const rows = relations.map(({ id, studentId, guardianId, kind, from }) => ({
    institution_id: institutionId,
    id,
    student_id: studentId,
    guardian_id: guardianId,
    kind,
    valid_from: from,
  }));
  await insertRows(trx, 'relation', rows);
}

/** How this guardian is related to this student now. */
export async function loadRelation(
  trx: Knex.Transaction,
  { studentId, guardianId }: { studentId: string; guardianId: string },
): Promise<z.infer<typeof RelationRow> | undefined> {
  const row: unknown = await trx('relation').where({ student_id: studentId, guardian_id: guardianId }).first();
  return row === undefined ? undefined : RelationRow.parse(row);
}

/** Gives each relation its next version. Root is the student: what happens to a student and to their guardians keeps its order. */
export async function nextRelationEvents(
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<OutgoingEvent[]> {
  if (ids.length === 0) return [];
  const rows: unknown = await trx('relation')
    .whereRaw('id = any(?)', [[...ids]])
    .update({ version: trx.raw('version + 1') })
    .returning('*');
  return z
    .array(RelationRow)
    .parse(rows)
    .map(({ id, version, studentId, guardianId, kind, from, to }) =>
      relationV1.of(
        { institutionId, root: studentId, key: id, version },
        { relationId: id, guardianId, studentId, kind, from, to },
      ),
    );
}

/** Comes after every change of a relation. */
export const publishRelations = async (
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<void> => publishLater(trx, await nextRelationEvents(trx, institutionId, ids));
