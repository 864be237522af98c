import type { Knex } from 'knex';
import { z } from 'zod';
import type { PersonName } from '@parta/contracts/values/person';
import { CalendarRow, ClassRow, GroupRow, MovementRow, NameRow, ResultRow, StaffRow } from './class-rows.ts';

interface Key {
  readonly classId: string;
  readonly year: number;
}

/** All that the sheet reads of one class; the number of queries depends on nothing. */
export interface ClassRows {
  readonly class: ClassRow;
  readonly subgroups: readonly ClassRow[];
  readonly groups: readonly GroupRow[];
  readonly calendar: CalendarRow | undefined;
  readonly movements: readonly MovementRow[];
  readonly results: readonly ResultRow[];
  readonly staff: readonly StaffRow[];
  readonly names: ReadonlyMap<string, PersonName>;
}

/** `undefined` when this institution has no such class in that year. The transaction's scope is the institution. */
export async function readClass(trx: Knex.Transaction, { classId, year }: Key): Promise<ClassRows | undefined> {
  const classRows: unknown = await trx('class')
    .where({ year })
    .whereRaw('(class_id = ? or parent_id = ?)', [classId, classId]);
  const classes = z.array(ClassRow).parse(classRows);
  const own = classes.find((row) => row.class_id === classId && row.parent_id === null);
  if (!own) return undefined;
  const subgroups = classes.filter((row) => row.class_id !== classId);

  const groupRows: unknown = await trx('teaching_group')
    .where({ year })
    .whereRaw('class_ids && ?::uuid[]', [classes.map((row) => row.class_id)])
    .orderBy(['subject_order', 'subject_name', 'group_id']);
  const groups = z.array(GroupRow).parse(groupRows);
  const calendarRow: unknown = await trx('calendar').where({ year }).first();
  const movementRows: unknown = await trx('movement').where({ from_class_id: classId }).orderBy('effective_from');
  const staffRows: unknown = await trx('staff')
    .whereRaw(
      `exists (select from jsonb_array_elements(positions) held where held->>'role' in ('director', 'deputy', 'study-head'))`,
    )
    .orderBy('person_id');
  const staff = z.array(StaffRow).parse(staffRows);
  const students = own.members.map((member) => member.studentId);
  const people = [
    ...students,
    ...own.class_teachers.map((each) => each.personId),
    ...staff.map((each) => each.person_id),
  ];
  return {
    class: own,
    subgroups,
    groups,
    calendar: calendarRow === undefined ? undefined : CalendarRow.parse(calendarRow),
    movements: z.array(MovementRow).parse(movementRows),
    results: await readResults(trx, { year, students, subjects: groups.map((group) => group.subject_id) }),
    staff,
    names: await readNames(trx, people),
  };
}

/** Of several pages of one subject that hold a result of the same period, the one that was written last counts. */
async function readResults(
  trx: Knex.Transaction,
  { year, students, subjects }: { year: number; students: readonly string[]; subjects: readonly string[] },
): Promise<readonly ResultRow[]> {
  const rows: unknown = await trx('result')
    .distinctOn('student_id', 'subject_id', 'period_id')
    .where({ year })
    .whereNotNull('result')
    .whereRaw('student_id = any(?::uuid[])', [[...students]])
    .whereRaw('subject_id = any(?::uuid[])', [[...subjects]])
    .orderBy(['student_id', 'subject_id', 'period_id', { column: 'changed_at', order: 'desc' }]);
  return z.array(ResultRow).parse(rows);
}

async function readNames(trx: Knex.Transaction, people: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
  const rows: unknown = await trx('person').whereRaw('person_id = any(?::uuid[])', [[...people]]);
  return new Map(
    z
      .array(NameRow)
      .parse(rows)
      .map((row) => [row.person_id, row.name]),
  );
}
