import type { Knex } from 'knex';
import { loadClasses, loadShortNames } from '../copies/copy-queries.ts';
import { loadSubjects } from '../subjects/subject-store.ts';
import { findGroups, type GroupFilter } from './group-store.ts';
import type { TeachingGroup } from './teaching-group.ts';

export interface ShownGroup extends Omit<TeachingGroup, 'classIds' | 'teachers'> {
  readonly subjectName: string;
  readonly classes: { readonly classId: string; readonly name: string }[];
  readonly teachers: (TeachingGroup['teachers'][number] & { readonly displayName: string })[];
}

/** Workload with names: who teaches what to whom. [CUR-4] */
export async function listGroups(trx: Knex.Transaction, filter: GroupFilter): Promise<ShownGroup[]> {
  const groups = await findGroups(trx, filter);
  const subjects = new Map((await loadSubjects(trx)).map(({ id, name }) => [id, name]));
  const classes = await loadClasses(
    trx,
    groups.flatMap(({ classIds }) => classIds),
  );
  const people = await loadShortNames(
    trx,
    groups.flatMap(({ teachers }) => teachers.map(({ personId }) => personId)),
  );
  return groups.map(({ classIds, teachers, ...group }) => ({
    ...group,
    subjectName: subjects.get(group.subjectId) ?? '',
    classes: classIds.map((classId) => ({ classId, name: classes.get(classId)?.name ?? '' })),
    teachers: teachers.map((one) => ({ ...one, displayName: people.get(one.personId) ?? '' })),
  }));
}
