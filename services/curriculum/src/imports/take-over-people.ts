import type { Knex } from 'knex';
import type { InTenant } from '@parta/chassis/db/tenant';
import type { Year } from '../calendar/year.ts';
import type { ImportPlan } from '../fet/import-plan.ts';
import { boundedKey } from './bounded-key.ts';
import type { Contingent, WantedClass, WantedStaff } from './contingent-client.ts';
import type { ImportProgress } from './import-progress.ts';
import { personNameOf } from './person-name-of.ts';

const LONGEST_CLASS_NAME = 80;

export interface Takeover {
  readonly plan: ImportPlan;
  readonly year: Year;
  readonly institutionId: string;
  readonly contingent: Contingent;
  readonly progress: ImportProgress;
  readonly inTenant: InTenant;
}

/** Person by the file's key. What contingent says is put into the local copies at once: its events come a moment later. */
export async function takeOverStaff({
  plan,
  year,
  institutionId,
  contingent,
  progress,
  inTenant,
}: Takeover): Promise<Map<string, string>> {
  const wanted = plan.teachers.map((teacher): WantedStaff => {
    const { name, cleaned } = personNameOf(teacher);
    const { line, displayName } = teacher;
    if (cleaned)
      progress.tell({
        line,
        element: 'Teacher',
        name: displayName,
        code: 'name-cleaned',
        effect: 'adjusted',
        params: {},
      });
    return { externalKey: boundedKey(teacher.key), name };
  });
  const ensured = await contingent.ensureStaff(year.from, wanted);
  progress.count('teachers', ensured.filter(({ created }) => created).length);
  const ids = new Map(ensured.map(({ externalKey, id }) => [externalKey, id]));
  const named = new Map(wanted.map(({ externalKey, name }) => [ids.get(externalKey) ?? '', name]));
  await inTenant({ institutionId }, async (trx) => {
    const of = [...named].map(([id, name]) => ({ id, name }));
    await insertUnknown(
      trx,
      'staff',
      of.map(({ id }) => ({ institution_id: institutionId, person_id: id, positions: '[]' })),
    );
    await insertUnknown(
      trx,
      'person',
      of.map(({ id, name }) => ({
        institution_id: institutionId,
        person_id: id,
        last_name: name.lastName,
        first_name: name.firstName,
        middle_name: name.middleName,
      })),
    );
  });
  return new Map(plan.teachers.map(({ key }) => [key, ids.get(boundedKey(key)) ?? '']));
}

export const classKeyOf = (key: string): string => boundedKey(`class ${key}`);
export const subgroupKeyOf = (key: string): string => boundedKey(`subgroup ${key}`);

/** Class or subgroup by `classKeyOf`, `subgroupKeyOf`. */
export async function takeOverClasses({
  plan,
  year,
  institutionId,
  contingent,
  progress,
  inTenant,
}: Takeover): Promise<Map<string, string>> {
  const grades = new Map(plan.classes.map(({ key, grade, course }) => [key, grade ?? course ?? 1]));
  const shorten = (name: string, line: number, element: string): string => {
    if (name.length <= LONGEST_CLASS_NAME) return name;
    progress.tell({ line, element, name, code: 'name-shortened', effect: 'adjusted', params: {} });
    return name.slice(0, LONGEST_CLASS_NAME).trim();
  };
  const wanted: WantedClass[] = [
    ...plan.classes.map(({ key, name, line }) => ({
      ...{ externalKey: classKeyOf(key), name: shorten(name, line, 'Year') },
      ...{ grade: grades.get(key) ?? 1, parentKey: null },
    })),
    ...plan.subgroups.map(({ key, name, line, classKey }) => ({
      ...{ externalKey: subgroupKeyOf(key), name: shorten(name, line, 'Group') },
      ...{ grade: grades.get(classKey) ?? 1, parentKey: classKeyOf(classKey) },
    })),
  ];
  const ensured = await contingent.ensureClasses(year.year, wanted);
  const created = new Set(ensured.filter((one) => one.created).map(({ externalKey }) => externalKey));
  progress.count('classes', plan.classes.filter(({ key }) => created.has(classKeyOf(key))).length);
  progress.count('subgroups', plan.subgroups.filter(({ key }) => created.has(subgroupKeyOf(key))).length);
  const ids = new Map(ensured.map(({ externalKey, id }) => [externalKey, id]));
  const rows = wanted.map(({ externalKey, name, grade, parentKey }) => ({
    institution_id: institutionId,
    id: ids.get(externalKey),
    parent_id: parentKey === null ? null : ids.get(parentKey),
    year: year.year,
    name,
    grade,
  }));
  await inTenant({ institutionId }, (trx) => insertUnknown(trx, 'class', rows));
  return ids;
}

/** What an event has told already is newer than the file. */
async function insertUnknown(
  trx: Knex.Transaction,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    await trx(table)
      .insert(rows.slice(start, start + 1000))
      .onConflict()
      .ignore();
  }
}
