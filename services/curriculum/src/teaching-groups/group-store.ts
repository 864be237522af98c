import type { Knex } from 'knex';
import { z } from 'zod';
import { publishLater } from '@parta/chassis/events/outbox';
import type { OutgoingEvent } from '@parta/contracts/kernel/event';
import { teachingGroupV1 } from '@parta/contracts/events/curriculum/teaching-group.v1';
import { CalendarDate } from '@parta/contracts/values/calendar-date';
import { Scale } from '@parta/contracts/values/mark';
import { insertRows } from '../insert-store.ts';
import { loadSubjects } from '../subjects/subject-store.ts';
import type { TeachingGroup } from './teaching-group.ts';

const GroupRow = z
  .object({
    id: z.uuid(),
    year: z.int(),
    subject_id: z.uuid(),
    name: z.string(),
    scale: Scale,
    period_scheme_id: z.uuid(),
    hours_per_week: z.number(),
    state: z.enum(['open', 'closed']),
    class_ids: z.array(z.uuid()),
    teachers: z.array(z.object({ personId: z.uuid(), from: CalendarDate, to: CalendarDate.nullable() })),
  })
  .transform(
    ({ subject_id, period_scheme_id, hours_per_week, class_ids, ...row }): TeachingGroup => ({
      ...row,
      subjectId: subject_id,
      periodSchemeId: period_scheme_id,
      hoursPerWeek: hours_per_week,
      classIds: class_ids,
    }),
  );

const select = `
  select id, year, subject_id, name, scale, period_scheme_id, hours_per_week, state,
    array(select class_id from teaching_group_class c where c.teaching_group_id = g.id order by class_id) as class_ids,
    (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'from', from_date, 'to', to_date) order by from_date, person_id), '[]')
     from teaching_group_teacher t where t.teaching_group_id = g.id) as teachers
  from teaching_group g`;

export async function loadGroups(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TeachingGroup>> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(`${select} where id = any(?)`, [[...ids]]);
  return new Map(
    z
      .array(GroupRow)
      .parse(rows)
      .map((group) => [group.id, group]),
  );
}

/** The same under their locks, in the order of ids. */
export async function lockGroups(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TeachingGroup>> {
  await trx('teaching_group')
    .whereRaw('id = any(?)', [[...ids]])
    .orderBy('id')
    .forNoKeyUpdate()
    .select('id');
  return loadGroups(trx, ids);
}

export interface GroupFilter {
  readonly year?: number | undefined;
  readonly classId?: string | undefined;
  readonly teacherId?: string | undefined;
}

export async function findGroups(
  trx: Knex.Transaction,
  { year, classId, teacherId }: GroupFilter,
): Promise<TeachingGroup[]> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `${select}
     where (?::smallint is null or year = ?::smallint)
       and (?::uuid is null or id in (
         select gc.teaching_group_id from teaching_group_class gc join class c on c.id = gc.class_id where ?::uuid in (c.id, c.parent_id)))
       and (?::uuid is null or id in (select teaching_group_id from teaching_group_teacher where person_id = ?::uuid))
     order by name, id`,
    [year, year, classId, classId, teacherId, teacherId].map((value) => value ?? null),
  );
  return z.array(GroupRow).parse(rows);
}

export async function groupsOfSubjects(trx: Knex.Transaction, subjectIds: readonly string[]): Promise<string[]> {
  const rows: { id: string }[] = await trx('teaching_group')
    .whereRaw('subject_id = any(?)', [[...subjectIds]])
    .select('id');
  return rows.map(({ id }) => id);
}

/** Writes the groups whole; whoever calls holds the locks of those that exist. */
export async function writeGroups(
  trx: Knex.Transaction,
  institutionId: string,
  groups: readonly TeachingGroup[],
): Promise<void> {
  if (groups.length === 0) return;
  const of = (id: string) => ({ institution_id: institutionId, teaching_group_id: id });
  await trx('teaching_group')
    .insert(
      groups.map((group) => ({
        institution_id: institutionId,
        id: group.id,
        year: group.year,
        subject_id: group.subjectId,
        name: group.name,
        scale: group.scale,
        period_scheme_id: group.periodSchemeId,
        hours_per_week: group.hoursPerWeek,
        state: group.state,
      })),
    )
    .onConflict(['institution_id', 'id'])
    .merge();
  const ids = groups.map(({ id }) => id);
  await trx('teaching_group_class').whereRaw('teaching_group_id = any(?)', [ids]).delete();
  await trx('teaching_group_teacher').whereRaw('teaching_group_id = any(?)', [ids]).delete();
  const classes = groups.flatMap(({ id, classIds }) => classIds.map((classId) => ({ ...of(id), class_id: classId })));
  const teachers = groups.flatMap((group) =>
    group.teachers.map(({ personId, from, to }) => ({
      ...of(group.id),
      person_id: personId,
      from_date: from,
      to_date: to,
    })),
  );
  await insertRows(trx, 'teaching_group_class', classes);
  await insertRows(trx, 'teaching_group_teacher', teachers);
}

/** Gives each group its next version and answers it whole; each becomes a journal page. */
export async function nextGroupEvents(
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<OutgoingEvent[]> {
  if (ids.length === 0) return [];
  const groups = await lockGroups(trx, ids);
  const rows: { id: string; version: number }[] = await trx('teaching_group')
    .whereRaw('id = any(?)', [[...ids]])
    .update({ version: trx.raw('version + 1') })
    .returning(['id', 'version']);
  const subjects = new Map((await loadSubjects(trx)).map((subject) => [subject.id, subject]));
  return rows.flatMap(({ id, version }) => {
    const group = groups.get(id);
    const subject = subjects.get(group?.subjectId ?? '');
    if (!group || !subject) return [];
    const { subjectId: _, classIds, teachers, ...rest } = group;
    return [
      teachingGroupV1.of(
        { institutionId, root: id, key: id, version },
        { ...rest, subject, classIds: [...classIds], teachers: [...teachers] },
      ),
    ];
  });
}

/** Comes after every change of a group or its subject. */
export const publishGroups = async (
  trx: Knex.Transaction,
  institutionId: string,
  ids: readonly string[],
): Promise<void> => publishLater(trx, await nextGroupEvents(trx, institutionId, ids));
