import { on, type Subscription } from '@parta/chassis/events/consumer';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import type { Knex } from 'knex';
import { z } from 'zod';
import { type BringAccountsUp, oneByOne } from './bring-accounts-up.ts';
import { guardiansOf } from './fact-store.ts';

interface Span {
  readonly person: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

const SpanRow = z.object({ person: z.uuid(), from: CalendarDate, to: CalendarDate.nullable() });

/**
 * Members and class teachers. Enrolment is membership of a class; subgroups divide one and open nothing. Only persons whose
 * days changed are looked at: a class of thirty is published thirty times while it is filled.
 */
export const onClassChanged = (bringAccountsUp: BringAccountsUp): Subscription =>
  on(classV1, async (trx, { institutionId, key, data }) => {
    if (data?.parentId) return;
    await oneByOne(trx, institutionId);
    const members = (data?.members ?? []).map(({ studentId, from, to }) => ({ person: studentId, from, to }));
    const teachers = (data?.classTeachers ?? []).map(({ personId, from, to }) => ({ person: personId, from, to }));
    const of = { institution_id: institutionId, class_id: key };
    await trx('class')
      .insert({ ...of, name: data?.name ?? '' })
      .onConflict(['institution_id', 'class_id'])
      .merge();
    const students = await replace(trx, { table: 'class_member', column: 'student_id', of }, members);
    const staff = await replace(trx, { table: 'class_teacher', column: 'person_id', of }, teachers);
    const guardians = await guardiansOf(trx, institutionId, students);
    await bringAccountsUp(trx, institutionId, [...students, ...staff, ...guardians]);
  });

interface Place {
  readonly table: 'class_member' | 'class_teacher';
  readonly column: 'student_id' | 'person_id';
  readonly of: { readonly institution_id: string; readonly class_id: string };
}

/** Puts the new days in the place of the old and answers the persons for whom they differ. */
async function replace(
  trx: Knex.Transaction,
  { table, column, of }: Place,
  spans: readonly Span[],
): Promise<readonly string[]> {
  const rows: unknown = await trx(table).where(of).select({ person: column, from: 'from_date', to: 'to_date' });
  const before = z.array(SpanRow).parse(rows);
  const same = (a: Span, b: Span): boolean => a.person === b.person && a.from === b.from && a.to === b.to;
  const gone = before.filter((old) => !spans.some((span) => same(old, span)));
  const come = spans.filter((span) => !before.some((old) => same(old, span)));
  for (const { person, from } of gone)
    await trx(table)
      .where({ ...of, [column]: person, from_date: from })
      .delete();
  if (come.length > 0)
    await trx(table).insert(
      come.map(({ person, from, to }) => ({ ...of, [column]: person, from_date: from, to_date: to })),
    );
  return [...new Set([...gone, ...come].map(({ person }) => person))];
}
