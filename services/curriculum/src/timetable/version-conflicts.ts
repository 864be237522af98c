import type { Knex } from 'knex';
import { z } from 'zod';
import type { CalendarDate } from '@parta/contracts/values/calendar-date';
import { loadClasses, loadShortNames } from '../copies/copy-queries.ts';
import { divisionsOf } from '../fet/subgroup-divisions.ts';
import { loadRooms } from '../rooms/room-store.ts';
import type { TeachingGroup } from '../teaching-groups/teaching-group.ts';
import { type Audience, type Conflict, findConflicts, type Subgroup } from './find-conflicts.ts';
import type { Entry } from './version-store.ts';

export interface NamedConflict extends Pick<Conflict, 'kind' | 'weekIndex' | 'weekday' | 'slot'> {
  readonly name: string;
}

interface Draft {
  readonly entries: readonly Entry[];
  readonly groups: ReadonlyMap<string, TeachingGroup>;
  readonly today: CalendarDate;
}

/** Teachers, rooms and classes that a draft wants twice at one time, by name, each place once. [CUR-7] */
export async function conflictsOf(trx: Knex.Transaction, { entries, groups, today }: Draft): Promise<NamedConflict[]> {
  const audiences = await loadAudiences(
    trx,
    [...groups.values()].flatMap(({ classIds }) => classIds),
    today,
  );
  const placed = entries.map((entry, index) => {
    const group = groups.get(entry.teachingGroupId);
    const everyone = (group?.teachers ?? [])
      .filter(({ to }) => to === null || to > today)
      .map(({ personId }) => personId);
    return {
      ...entry,
      id: String(index),
      durationSlots: 1,
      teacherIds: entry.teacherIds.length > 0 ? entry.teacherIds : everyone,
      audience: (group?.classIds ?? []).flatMap((id) => audiences.get(id) ?? []),
    };
  });
  const found = findConflicts(placed);
  const names = await loadNames(trx, found);
  const named = found.map(({ kind, of, weekIndex, weekday, slot }) => ({
    kind,
    name: names.get(of) ?? '',
    weekIndex,
    weekday,
    slot,
  }));
  return [...new Map(named.map((one) => [Object.values(one).join('/'), one])).values()];
}

const MemberRow = z.object({ class_id: z.uuid(), students: z.array(z.uuid()) });

/** Subgroups with members clash where they share one; without members, where their names do not tell one division. */
async function loadAudiences(
  trx: Knex.Transaction,
  classIds: readonly string[],
  today: CalendarDate,
): Promise<ReadonlyMap<string, Audience>> {
  const classes = await loadClasses(trx, classIds);
  const rows: unknown = await trx('class_member')
    .whereRaw('class_id = any(?)', [[...new Set(classIds)]])
    .where((query) => void query.whereNull('to_date').orWhere('to_date', '>', today))
    .groupBy('class_id')
    .select('class_id', trx.raw('array_agg(distinct student_id) as students'));
  const members = new Map(
    z
      .array(MemberRow)
      .parse(rows)
      .map(({ class_id, students }) => [class_id, students]),
  );
  const audiences = new Map<string, Audience>();
  const bySchoolClass = Map.groupBy([...classes.values()], ({ id, parentId }) => parentId ?? id);
  for (const [classId, parts] of bySchoolClass) {
    const subgroups = parts.filter(({ parentId }) => parentId !== null);
    const divisions = divisionsOf(subgroups.map(({ name, id }) => ({ name, atoms: members.get(id) ?? [] })));
    audiences.set(classId, { classId, subgroup: null });
    for (const [index, { id }] of subgroups.entries()) {
      const subgroup: Subgroup = { id, division: divisions[index] ?? id, atoms: members.get(id) ?? null };
      audiences.set(id, { classId, subgroup });
    }
  }
  return audiences;
}

async function loadNames(trx: Knex.Transaction, conflicts: readonly Conflict[]): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: Conflict['kind']): string[] => conflicts.filter((one) => one.kind === kind).map(({ of }) => of);
  const people = await loadShortNames(trx, ids('teacher'));
  const classes = await loadClasses(trx, ids('class'));
  const rooms = await loadRooms(trx);
  return new Map([...people, ...[...classes.values(), ...rooms].map(({ id, name }) => [id, name] as const)]);
}
