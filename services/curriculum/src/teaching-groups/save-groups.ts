import type { Knex } from 'knex';
import type { Actor } from '@parta/chassis/auth/actor';
import { conflict, notFound } from '@parta/chassis/errors';
import { loadYears } from '../calendar/year-store.ts';
import { holdClasses, type KnownClass, knownStaff } from '../copies/copy-queries.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadSubjects } from '../subjects/subject-store.ts';
import { groupName } from './group-name.ts';
import { lockGroups, publishGroups, writeGroups } from './group-store.ts';
import { sameGroup, type TeachingGroup } from './teaching-group.ts';

export type NewGroup = Omit<TeachingGroup, 'name' | 'state'>;

/**
 * Adds or changes teaching groups; only those that differ are published. What contingent's events have not told yet is «not found»:
 * the caller tries again. @throws DomainError `subject-not-found`, `class-not-found`, `teacher-not-found`, `scheme-not-found`,
 * `year-not-found`, `id-taken`
 */
export function buildSaveGroups({ inTenant }: Dependencies) {
  return (actor: Actor, groups: readonly NewGroup[]): Promise<number> =>
    inTenant({ institutionId: actor.institutionId }, async (trx) => {
      await changeGroups(trx, actor.institutionId, groups);
      return groups.length;
    });
}

/** The same inside a transaction that does more; answers the ids that it wrote. */
export async function changeGroups(
  trx: Knex.Transaction,
  institutionId: string,
  given: readonly NewGroup[],
): Promise<string[]> {
  const unique = [...new Map(given.map((group) => [group.id, withoutDoubles(group)])).values()];
  const classes = await holdClasses(
    trx,
    unique.flatMap(({ classIds }) => classIds),
  );
  await checkReferences(trx, unique, classes);
  const known = await lockGroups(
    trx,
    unique.map(({ id }) => id),
  );
  const changed = unique.flatMap((group): TeachingGroup[] => {
    const before = known.get(group.id);
    // a page belongs to one subject and year for good
    if (before && (before.year !== group.year || before.subjectId !== group.subjectId)) throw conflict('id-taken');
    const after = { ...group, name: groupName(group.classIds, classes), state: before?.state ?? ('open' as const) };
    return before && sameGroup(before, after) ? [] : [after];
  });
  await writeGroups(trx, institutionId, changed);
  const ids = changed.map(({ id }) => id);
  await publishGroups(trx, institutionId, ids);
  return ids;
}

function withoutDoubles(group: NewGroup): NewGroup {
  const teachers = [...new Map(group.teachers.map((one) => [`${one.personId}/${one.from}`, one])).values()];
  return { ...group, classIds: [...new Set(group.classIds)], teachers };
}

async function checkReferences(
  trx: Knex.Transaction,
  groups: readonly NewGroup[],
  classes: ReadonlyMap<string, KnownClass>,
): Promise<void> {
  const years = new Map((await loadYears(trx)).map((year) => [year.year, year]));
  const subjects = new Set((await loadSubjects(trx)).map(({ id }) => id));
  const staff = await knownStaff(
    trx,
    groups.flatMap(({ teachers }) => teachers.map(({ personId }) => personId)),
  );
  for (const group of groups) {
    const year = years.get(group.year);
    if (!year) throw notFound('year-not-found');
    if (!year.schemes.some(({ id }) => id === group.periodSchemeId)) throw notFound('scheme-not-found');
    if (!subjects.has(group.subjectId)) throw notFound('subject-not-found');
    if (!group.classIds.every((id) => classes.has(id))) throw notFound('class-not-found');
    if (!group.teachers.every(({ personId }) => staff.has(personId))) throw notFound('teacher-not-found');
  }
}
